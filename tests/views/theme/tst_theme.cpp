#include "tests/support/test_program.h"
#include "views/theme/letters.h"
#include "views/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QFontMetrics>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QRegularExpression>
#include <QStyleFactory>
#include <QSvgRenderer>
#include <QTest>
#include <QTreeWidget>
#include <QXmlStreamReader>

#include <algorithm>
#include <array>
#include <cmath>

namespace headroom::tst_theme {

using theme::Role;
using theme::Theme;

namespace {

/// Relative luminance of WCAG 2.2: linear sRGB weighted 0.2126, 0.7152, 0.0722.
double luminance(const QColor &color)
{
    const auto linear
        = [](double part) { return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// (lighter + 0.05) / (darker + 0.05), from 1 to 21.
double contrast(const QColor &first, const QColor &second)
{
    const auto [darker, lighter] = std::minmax({ luminance(first), luminance(second) });
    return (lighter + 0.05) / (darker + 0.05);
}

QString iconFolder()
{
    return QStringLiteral(HEADROOM_SOURCE_DIR "/resources/icons/");
}

QStringList iconNames()
{
    QStringList names = QDir(iconFolder()).entryList({ QStringLiteral("*.svg") }, QDir::Files, QDir::Name);
    for (QString &name : names)
        name.chop(4);
    return names;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

int inkOf(const QImage &image)
{
    int ink = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            ink += qAlpha(image.pixel(x, y)) > 60 ? 1 : 0;
    return ink;
}

const Theme &themeOf(bool isDark)
{
    return isDark ? Theme::dark() : Theme::light();
}

} // namespace

/// Both looks can be read, and every icon that data or code names can be drawn.
class ThemeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A style sheet that gives a panel a color makes hints in its fields half as strong.
    void hintsInFieldsCanBeRead()
    {
        QCoreApplication::setAttribute(Qt::AA_UseStyleSheetPropagationInWidgetStyles); // as the program does
        for (const Theme *theme : { &Theme::light(), &Theme::dark() }) {
            QMainWindow window;
            auto *dock = new QDockWidget(&window);
            auto *panel = new QWidget;
            auto *field = new QLineEdit(panel);
            field->setProperty("quiet", true);
            dock->setWidget(panel);
            window.addDockWidget(Qt::LeftDockWidgetArea, dock);
            window.show();
            QVERIFY(QTest::qWaitForWindowExposed(&window));
            qApp->setPalette(theme->palette());
            qApp->setStyleSheet(theme->styleSheet());
            const QColor hint = field->palette().color(QPalette::PlaceholderText);
            QCOMPARE(hint.alpha(), 255);
            QVERIFY(contrast(hint, theme->color(Role::Window)) >= 4.5);
        }
        qApp->setStyleSheet({});
    }

    /// One flat color in every list and tree, no gradient and no frame of the style's.
    void chosenRowsAreFlat()
    {
        qApp->setStyle(QStyleFactory::create(QStringLiteral("Fusion"))); // as the program does
        QListWidget list;
        QTreeWidget tree;
        for (const char *name : { "One", "Two", "Three" }) {
            list.addItem(QLatin1String(name));
            new QTreeWidgetItem(&tree, { QLatin1String(name) });
        }
        list.setCurrentRow(1);
        tree.setCurrentItem(tree.topLevelItem(1));
        for (const Theme *theme : { &Theme::light(), &Theme::dark() }) {
            qApp->setPalette(theme->palette());
            qApp->setStyleSheet(theme->styleSheet());
            for (QAbstractItemView *view :
                 { static_cast<QAbstractItemView *>(&list), static_cast<QAbstractItemView *>(&tree) }) {
                view->resize(300, 120);
                view->show();
                const QRect row = view->visualRect(view->currentIndex());
                QVERIFY(row.width() > 100 && row.height() > 10);
                const QImage seen = view->viewport()->grab(row).toImage();
                for (int y = 0; y < seen.height(); ++y) // right of the words
                    QCOMPARE(seen.pixelColor(seen.width() - 20, y), theme->color(Role::AccentSoft));
            }
        }
        qApp->setStyleSheet({});
    }

    void contrastOfBlackOnWhiteIs21();
    void textCanBeRead_data();
    void textCanBeRead();
    void highContrastIsHigh();
    void lettersGrowAndDrawnOnesDoNot();
    void chartSeriesStandOutFromThePanel();
    void familyIconsStandOutFromTheirTint();
    void familiesHaveHuesOfTheirOwn();
    void palettesAreToldApartByTheColorBlind_data();
    void palettesAreToldApartByTheColorBlind();
    void unknownFamilyLooksLikePeople();
    void everyIconIsDrawn_data();
    void everyIconIsDrawn();
    void everyKindHasAnIcon();
    void iconTakesTheColorAndThePixelRatio();
    void missingIconIsASquare();
    void digitsHaveOneWidth();
    void styleSheetNamesNoMissingColorOrPicture_data();
    void styleSheetNamesNoMissingColorOrPicture();
};

void ThemeTest::contrastOfBlackOnWhiteIs21()
{
    QVERIFY(std::abs(contrast(Qt::black, Qt::white) - 21) < 1e-9);
    QVERIFY(std::abs(contrast(Qt::red, Qt::red) - 1) < 1e-9);
}

/// WCAG 2.2, 1.4.6: 7 to 1 for text; here for everything that is drawn in a color of its own.
void ThemeTest::highContrastIsHigh()
{
    headroom::theme::setHighContrast(true);
    const Theme &theme = Theme::dark();
    for (const Role role : { Role::Text, Role::Secondary, Role::Faint, Role::Accent, Role::Fine, Role::Warning,
                             Role::Critical, Role::Series1, Role::Series2, Role::Series3, Role::Series4, Role::Series5,
                             Role::Series6, Role::Edge, Role::CardLine })
        QVERIFY2(contrast(theme.color(role), theme.color(Role::Panel)) >= 7, qPrintable(theme.color(role).name()));
    QVERIFY(contrast(theme.color(Role::OnAccent), theme.color(Role::Accent)) >= 7);
    headroom::theme::setHighContrast(false);
    QVERIFY(Theme::dark().color(Role::Panel) != theme.color(Role::Panel));
}

void ThemeTest::lettersGrowAndDrawnOnesDoNot()
{
    headroom::theme::setLetterScale(2);
    QCOMPARE(Theme::font(13).pixelSize(), 26);
    QCOMPARE(headroom::theme::drawnFont(13).pixelSize(), 13);
    QCOMPARE(headroom::theme::scaled(58), 116);
    headroom::theme::setLetterScale(9); // more than anybody could use
    QCOMPARE(headroom::theme::letterScale(), 2.0);
    headroom::theme::setLetterScale(1);
    QCOMPARE(Theme::font(13).pixelSize(), 13);
}

void ThemeTest::textCanBeRead_data()
{
    struct Row {
        const char *name;
        Role ink;
        Role ground;
    };
    const Row rows[] {
        { "text on panel", Role::Text, Role::Panel },
        { "text on canvas", Role::Text, Role::Canvas },
        { "text on window", Role::Text, Role::Window },
        { "text on accent soft", Role::Text, Role::AccentSoft },
        { "secondary on panel", Role::Secondary, Role::Panel },
        { "secondary on canvas", Role::Secondary, Role::Canvas },
        { "secondary on window", Role::Secondary, Role::Window },
        { "secondary on critical soft", Role::Secondary, Role::CriticalSoft },
        { "faint on panel", Role::Faint, Role::Panel },
        { "faint on canvas", Role::Faint, Role::Canvas },
        { "faint on window", Role::Faint, Role::Window },
        { "accent on panel", Role::Accent, Role::Panel },
        { "accent on canvas", Role::Accent, Role::Canvas },
        { "accent on accent soft", Role::Accent, Role::AccentSoft },
        { "on accent", Role::OnAccent, Role::Accent },
        { "fine on panel", Role::Fine, Role::Panel },
        { "fine on canvas", Role::Fine, Role::Canvas },
        { "fine on fine soft", Role::Fine, Role::FineSoft },
        { "warning on panel", Role::Warning, Role::Panel },
        { "warning on canvas", Role::Warning, Role::Canvas },
        { "warning on warning soft", Role::Warning, Role::WarningSoft },
        { "critical on panel", Role::Critical, Role::Panel },
        { "critical on canvas", Role::Critical, Role::Canvas },
        { "critical on critical soft", Role::Critical, Role::CriticalSoft },
    };
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<int>("ink");
    QTest::addColumn<int>("ground");
    for (const bool isDark : { false, true })
        for (const Row &row : rows)
            QTest::addRow("%s, %s", isDark ? "dark" : "light", row.name)
                << isDark << static_cast<int>(row.ink) << static_cast<int>(row.ground);
}

void ThemeTest::textCanBeRead()
{
    QFETCH(bool, isDark);
    QFETCH(int, ink);
    QFETCH(int, ground);
    const Theme &theme = themeOf(isDark);
    const double found = contrast(theme.color(static_cast<Role>(ink)), theme.color(static_cast<Role>(ground)));
    QVERIFY2(found >= 4.5, qPrintable(QStringLiteral("%1:1").arg(found, 0, 'f', 2)));
}

void ThemeTest::chartSeriesStandOutFromThePanel()
{
    for (const bool isDark : { false, true }) {
        const Theme &theme = themeOf(isDark);
        for (int i = 0; i < 6; ++i)
            QVERIFY2(contrast(theme.series(i), theme.color(Role::Panel)) >= 3, qPrintable(QString::number(i)));
        QCOMPARE(theme.series(6), theme.series(0));
        QVERIFY(contrast(theme.color(Role::Edge), theme.color(Role::Canvas)) >= 3);
    }
}

void ThemeTest::familyIconsStandOutFromTheirTint()
{
    for (const bool isDark : { false, true })
        for (const char *family : { "traffic", "compute", "data", "cache", "async", "people" }) {
            const Theme &theme = themeOf(isDark);
            QVERIFY2(contrast(theme.family(family), theme.familySoft(family)) >= 3, family);
        }
}

void ThemeTest::familiesHaveHuesOfTheirOwn()
{
    for (const bool isDark : { false, true }) {
        QList<QRgb> seen;
        for (const char *family : { "traffic", "compute", "data", "cache", "async", "people" }) {
            const QRgb hue = themeOf(isDark).family(family).rgb();
            QVERIFY2(!seen.contains(hue), family);
            seen.append(hue);
        }
    }
}

void ThemeTest::palettesAreToldApartByTheColorBlind_data()
{
    QTest::addColumn<QList<double>>("eye");
    // Machado, Oliveira and Fernandes 2009, severity 1, on linear sRGB, row by row.
    QTest::newRow("protanopia") << QList<double> { 0.152286, 1.052583,  -0.204868, 0.114503, 0.786281,
                                                   0.099216, -0.003882, -0.048116, 1.051998 };
    QTest::newRow("deuteranopia") << QList<double> { 0.367322, 0.860646,  -0.227968, 0.280085, 0.672501,
                                                     0.047413, -0.011820, 0.042940,  0.968881 };
    QTest::newRow("tritanopia") << QList<double> { 1.255528, -0.076749, -0.178779, -0.078411, 0.930809,
                                                   0.147602, 0.004733,  0.691367,  0.303900 };
}

/// Families: more than three times the difference that is just noticed (2.3, CIE 1976), as their squares lie far from
/// each other; states and series of curves: twice that.
/// Signs, icons, dashes and labels tell them apart besides.
void ThemeTest::palettesAreToldApartByTheColorBlind()
{
    QFETCH(QList<double>, eye);
    const auto seen = [&eye](const QColor &color) {
        const auto linear
            = [](double part) { return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
        const double in[] { linear(color.redF()), linear(color.greenF()), linear(color.blueF()) };
        double out[3];
        for (int row = 0; row < 3; ++row)
            out[row] = std::clamp(eye[3 * row] * in[0] + eye[3 * row + 1] * in[1] + eye[3 * row + 2] * in[2], 0.0, 1.0);
        const auto root = [](double part) { return part > 0.008856 ? std::cbrt(part) : 7.787 * part + 16.0 / 116; };
        const double x = root((0.4124 * out[0] + 0.3576 * out[1] + 0.1805 * out[2]) / 0.95047);
        const double y = root(0.2126 * out[0] + 0.7152 * out[1] + 0.0722 * out[2]);
        const double z = root((0.0193 * out[0] + 0.1192 * out[1] + 0.9505 * out[2]) / 1.08883);
        return std::array { 116 * y - 16, 500 * (x - y), 200 * (y - z) };
    };
    const auto areApart = [&seen](const QList<QColor> &palette, double wanted, const char *what) {
        for (qsizetype i = 0; i < palette.size(); ++i)
            for (qsizetype k = i + 1; k < palette.size(); ++k) {
                const auto one = seen(palette[i]);
                const auto other = seen(palette[k]);
                const double apart = std::hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
                QVERIFY2(apart >= wanted,
                         qPrintable(QStringLiteral("%1: %2 and %3 are %4 apart")
                                        .arg(QLatin1String(what), palette[i].name(), palette[k].name())
                                        .arg(apart)));
            }
    };
    for (const int look : { 0, 1, 2 }) {
        headroom::theme::setHighContrast(look == 2);
        const Theme &theme = themeOf(look > 0);
        QList<QColor> families, series;
        for (const char *family : { "traffic", "compute", "data", "cache", "async", "people" })
            families.append(theme.family(family));
        for (int i = 0; i < 6; ++i)
            series.append(theme.series(i));
        areApart({ theme.color(Role::Fine), theme.color(Role::Warning), theme.color(Role::Critical) }, 4.6, "states");
        areApart(families, 8, "families");
        areApart(series, 4.6, "series");
    }
    headroom::theme::setHighContrast(false);
}

void ThemeTest::unknownFamilyLooksLikePeople()
{
    QCOMPARE(Theme::light().family("no such family"), Theme::light().color(Role::People));
}

void ThemeTest::everyIconIsDrawn_data()
{
    QTest::addColumn<QString>("name");
    const QStringList names = iconNames();
    QVERIFY(!names.isEmpty());
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name;
}

void ThemeTest::everyIconIsDrawn()
{
    QFETCH(QString, name);
    const QByteArray svg = bytesOf(iconFolder() + name + QStringLiteral(".svg"));
    QXmlStreamReader xml(svg);
    while (!xml.atEnd())
        xml.readNext();
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QSvgRenderer renderer(svg);
    QVERIFY(renderer.isValid());
    QCOMPARE(renderer.viewBoxF().width(), renderer.viewBoxF().height());
    QVERIFY(inkOf(Theme::icon(name, 24, Qt::black).toImage()) > 15);
}

void ThemeTest::everyKindHasAnIcon()
{
    const QByteArray bytes = bytesOf(QStringLiteral(HEADROOM_SOURCE_DIR "/resources/catalog/kinds.json"));
    const QJsonArray kinds = QJsonDocument::fromJson(bytes).object()[QLatin1String("kinds")].toArray();
    QVERIFY(!kinds.isEmpty());
    const QStringList names = iconNames();
    for (const QJsonValue &kind : kinds) {
        const QString icon = kind[QLatin1String("icon")].toString();
        QVERIFY2(names.contains(icon), qPrintable(kind[QLatin1String("id")].toString() + QStringLiteral(": ") + icon));
    }
}

void ThemeTest::iconTakesTheColorAndThePixelRatio()
{
    const QPixmap pixmap = Theme::icon(QStringLiteral("plus"), 20, QColor(200, 10, 30), 2);
    QCOMPARE(pixmap.size(), QSize(40, 40));
    QCOMPARE(pixmap.deviceIndependentSize(), QSizeF(20, 20));
    const QImage image = pixmap.toImage();
    QCOMPARE(image.pixelColor(20, 20).rgb(), qRgb(200, 10, 30));
    QCOMPARE(image.pixelColor(1, 1).alpha(), 0);
    const QImage faded = Theme::icon(QStringLiteral("plus"), 20, QColor(200, 10, 30, 128), 2).toImage();
    QVERIFY(std::abs(faded.pixelColor(20, 20).alpha() - 128) <= 2);
}

void ThemeTest::missingIconIsASquare()
{
    const QImage image = Theme::icon(QStringLiteral("no-such-icon"), 24, Qt::black).toImage();
    QVERIFY(inkOf(image.copy(3, 8, 3, 8)) >= 8);
    QCOMPARE(inkOf(image.copy(8, 8, 8, 8)), 0);
}

void ThemeTest::digitsHaveOneWidth()
{
    for (const int size : { 11, 13, 16 }) {
        const QFontMetrics metrics(Theme::font(size, QFont::DemiBold));
        for (char digit = '0'; digit <= '9'; ++digit)
            QCOMPARE(metrics.horizontalAdvance(QLatin1Char(digit)), metrics.horizontalAdvance(QLatin1Char('0')));
    }
}

void ThemeTest::styleSheetNamesNoMissingColorOrPicture_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void ThemeTest::styleSheetNamesNoMissingColorOrPicture()
{
    QFETCH(bool, isDark);
    const QString sheet = themeOf(isDark).styleSheet();
    static const QRegularExpression role(QStringLiteral("\\{[A-Za-z]+\\}"));
    QVERIFY2(!role.match(sheet).hasMatch(), qPrintable(role.match(sheet).captured()));
    QCOMPARE(sheet.count(QLatin1Char('{')), sheet.count(QLatin1Char('}')));
    static const QRegularExpression picture(QStringLiteral("url\\(([^)]*)\\)"));
    int pictures = 0;
    for (auto match = picture.globalMatch(sheet); match.hasNext(); ++pictures) {
        const QString path = match.next().captured(1);
        QVERIFY2(QFile::exists(path), qPrintable(path));
    }
    QVERIFY(pictures > 0);
}

HEADROOM_TEST(QApplication, ThemeTest)

} // namespace headroom::tst_theme

#include "tst_theme.moc"
