#include "views/theme/theme.h"

#include "views/theme/letters.h"
#include "views/theme/off_color.h"

#include <QCache>
#include <QCoreApplication>
#include <QFile>
#include <QFontDatabase>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

namespace headroom::theme {

namespace {

constexpr std::array<const char *, static_cast<std::size_t>(Role::Count)> kNames {
    "window",   "panel",         "canvas",      "grid_dot",  "hairline", "card_line", "text",    "secondary",
    "faint",    "accent",        "accent_soft", "on_accent", "fine",     "fine_soft", "warning", "warning_soft",
    "critical", "critical_soft", "traffic",     "compute",   "data",     "cache",     "async",   "people",
    "series1",  "series2",       "series3",     "series4",   "series5",  "series6",   "edge",    "shadow"
};

constexpr int kCachedKilobytes = 8 * 1024;

QCache<QString, QPixmap> &iconCache()
{
    static QCache<QString, QPixmap> cache(kCachedKilobytes);
    // Pixmaps may not outlive the application object.
    [[maybe_unused]] static const bool isCleared = (qAddPostRoutine([] { iconCache().clear(); }), true);
    return cache;
}

/// What every theme of the program has in common.
struct Letters {
    double scale = 1;
    bool isHighContrast = false;
};

Letters &letters()
{
    static Letters common;
    return common;
}

/// The first of these that is installed: all have digits of one width and outlines that Qt paints fast.
QString chooseFamily()
{
    const QStringList installed = QFontDatabase::families();
    for (const char *name : { "Roboto", "Noto Sans", "DejaVu Sans", "Liberation Sans" })
        if (installed.contains(QLatin1String(name)))
            return QLatin1String(name);
    return QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
}

QPixmap render(const QString &name, int size, const QColor &color, qreal ratio)
{
    QPixmap pixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    QFile file(QStringLiteral(":/headroom/icons/%1.svg").arg(name));
    const QByteArray svg = file.open(QIODevice::ReadOnly)
        ? file.readAll().replace("currentColor", color.name().toLatin1())
        : QByteArray();
    QSvgRenderer renderer(svg);
    const QRectF area(0, 0, size, size);
    if (renderer.isValid()) {
        renderer.render(&painter, area);
        painter.setCompositionMode(QPainter::CompositionMode_DestinationIn);
        painter.fillRect(area, QColor(0, 0, 0, color.alpha()));
        return pixmap;
    }
    const qreal inset = size / 6.0;
    painter.setPen(QPen(color, 1.7 * size / 24));
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), inset, inset);
    return pixmap;
}

} // namespace

Theme::Theme(const QString &file)
{
    QFile source(file);
    const bool isThere = source.open(QIODevice::ReadOnly);
    Q_ASSERT_X(isThere, "Theme", "the theme files are not compiled in");
    const QJsonObject root = isThere ? QJsonDocument::fromJson(source.readAll()).object() : QJsonObject();
    m_isDark = root[QLatin1String("dark")].toBool();
    const QJsonObject colors = root[QLatin1String("colors")].toObject();
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        m_colors[i] = QColor(colors[QLatin1String(kNames[i])].toString());
        Q_ASSERT_X(m_colors[i].isValid(), "Theme", kNames[i]);
    }
}

const Theme &Theme::light()
{
    static const Theme theme(QStringLiteral(":/headroom/themes/light.json"));
    return theme;
}

const Theme &Theme::dark()
{
    static const Theme theme(QStringLiteral(":/headroom/themes/dark.json"));
    if (!letters().isHighContrast)
        return theme;
    static const Theme contrast(QStringLiteral(":/headroom/themes/contrast.json"));
    return contrast;
}

QColor Theme::family(std::string_view family) const
{
    for (const Role role : { Role::Traffic, Role::Compute, Role::Data, Role::Cache, Role::Async })
        if (family == kNames[static_cast<std::size_t>(role)])
            return color(role);
    return color(Role::People);
}

QColor Theme::familySoft(std::string_view id) const
{
    const QColor hue = family(id);
    const QColor ground = color(Role::Panel);
    const qreal share = m_isDark ? 0.24 : 0.15;
    return QColor::fromRgbF(static_cast<float>(hue.redF() * share + ground.redF() * (1 - share)),
                            static_cast<float>(hue.greenF() * share + ground.greenF() * (1 - share)),
                            static_cast<float>(hue.blueF() * share + ground.blueF() * (1 - share)));
}

QColor Theme::series(int index) const
{
    return m_colors[static_cast<std::size_t>(Role::Series1) + static_cast<std::size_t>(index % 6)];
}

QFont Theme::font(int pixelSize, QFont::Weight weight)
{
    return drawnFont(scaled(pixelSize), weight);
}

void setLetterScale(double scale)
{
    letters().scale = std::clamp(scale, 1.0, 2.0);
}

double letterScale()
{
    return letters().scale;
}

int scaled(int pixels)
{
    return static_cast<int>(std::lround(pixels * letters().scale));
}

void setHighContrast(bool isOn)
{
    letters().isHighContrast = isOn;
}

bool hasHighContrast()
{
    return letters().isHighContrast;
}

QFont drawnFont(int pixelSize, QFont::Weight weight)
{
    static const QString family = chooseFamily();
    QFont font(family);
    font.setPixelSize(pixelSize);
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferVerticalHinting);
    return font;
}

QPixmap Theme::icon(const QString &name, int size, const QColor &color, qreal devicePixelRatio)
{
    QCache<QString, QPixmap> &cache = iconCache();
    const QString key = QStringLiteral("%1|%2|%3|%4").arg(name).arg(size).arg(color.rgba()).arg(devicePixelRatio);
    if (const QPixmap *found = cache.object(key))
        return *found;
    auto *made = new QPixmap(render(name, size, color, devicePixelRatio));
    const QPixmap result = *made;
    cache.insert(key, made, std::max(1, made->width() * made->height() * 4 / 1024));
    return result;
}

QPalette Theme::palette() const
{
    QPalette palette;
    palette.setColor(QPalette::Window, color(Role::Panel));
    palette.setColor(QPalette::Base, color(Role::Panel));
    palette.setColor(QPalette::AlternateBase, color(Role::Window));
    palette.setColor(QPalette::Button, color(Role::Panel));
    palette.setColor(QPalette::ToolTipBase, color(Role::Panel));
    for (const QPalette::ColorRole role :
         { QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText, QPalette::BrightText })
        palette.setColor(role, color(Role::Text));
    palette.setColor(QPalette::PlaceholderText, color(Role::Faint));
    palette.setColor(QPalette::Highlight, color(Role::Accent));
    palette.setColor(QPalette::HighlightedText, color(Role::OnAccent));
    palette.setColor(QPalette::Link, color(Role::Accent));
    palette.setColor(QPalette::Mid, color(Role::Hairline));
    palette.setColor(QPalette::Dark, color(Role::CardLine));
    for (const QPalette::ColorRole role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, offColor(*this));
    return palette;
}

} // namespace headroom::theme
