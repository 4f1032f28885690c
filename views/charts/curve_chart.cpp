#include "views/charts/curve_chart.h"

#include "model/reporting/numbers.h"
#include "views/numbers/screen_numbers.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QMimeData>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <map>

namespace headroom::charts {

using theme::Role;
using theme::Theme;

namespace {

constexpr double kBandRoom = 1.5; ///< a band makes the axis at most so much longer than the curves do

} // namespace

UsersAxis axisFor(double saturation, double users)
{
    UsersAxis axis;
    if (std::isfinite(saturation) && saturation > 0) {
        axis.most = std::clamp(std::pow(10, std::ceil(std::log10(saturation * 1.05))), 1e3, 1e9);
        axis.least = std::clamp(axis.most / 1e3, 1e2, 1e6);
    }
    const double present = std::clamp(users, 1.0, 1e9);
    axis.most = std::max(axis.most, std::pow(10, std::ceil(std::log10(present) - 1e-9)));
    axis.least = std::min(axis.least, std::pow(10, std::floor(std::log10(present) + 1e-9)));
    return axis;
}

void makeDistinct(QList<Curve> &curves)
{
    std::map<QString, int> seen;
    for (Curve &curve : curves)
        if (const int count = ++seen[curve.label]; count > 1)
            curve.label += QStringLiteral(" %1").arg(count);
}

CurveChart::CurveChart(const QString &title, ValueText tickText, ValueText exactText, QWidget *parent)
    : QWidget(parent)
    , m_theme(&Theme::light())
    , m_plot(new CurvePlot(this))
    , m_legendRow(new QHBoxLayout)
    , m_names(new QToolButton(this))
    , m_bandKey(new QToolButton(this))
    , m_scaleButton(new QToolButton(this))
    , m_menu(new QToolButton(this))
{
    m_content.valueText = std::move(tickText);
    m_content.exactText = std::move(exactText);
    setAccessibleName(title);
    m_plot->setAccessibleName(title);
    for (QToolButton *button : { m_names, m_bandKey, m_scaleButton, m_menu }) {
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
    }
    m_scaleButton->setCheckable(true);
    m_scaleButton->setText(tr("log"));
    m_scaleButton->setToolTip(tr("Logarithmic values"));
    m_scaleButton->setAccessibleName(tr("Logarithmic values of “%1”").arg(title));
    connect(m_scaleButton, &QToolButton::toggled, this, &CurveChart::setLogarithmic);
    m_menu->setText(QStringLiteral("⋯"));
    m_menu->setToolTip(tr("Copy"));
    m_menu->setAccessibleName(tr("Copy “%1”").arg(title));
    m_menu->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_menu);
    connect(menu->addAction(tr("Copy as &picture")), &QAction::triggered, this, &CurveChart::copyPicture);
    connect(menu->addAction(tr("Copy as &CSV")), &QAction::triggered, this, &CurveChart::copyCsv);
    m_menu->setMenu(menu);
    m_names->setPopupMode(QToolButton::InstantPopup);
    m_names->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_names->setToolTip(tr("Names of the curves; each can be hidden"));
    m_names->setAccessibleName(tr("Curves of “%1”").arg(title));
    m_names->setMenu(new QMenu(m_names));
    connect(m_names->menu(), &QMenu::aboutToShow, this, &CurveChart::fillNames);
    m_names->hide();
    m_bandKey->setCheckable(true);
    m_bandKey->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_bandKey->setIconSize({ 22, 12 });
    m_bandKey->setText(tr("5 – 95 %"));
    m_bandKey->hide();
    connect(m_bandKey, &QToolButton::clicked, this, [this](bool isOn) {
        m_areBandsHidden = !isOn;
        rescale();
        showBandKey();
        showLegend();
        publish();
    });
    m_legendRow->setSpacing(2);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(8, 0, 6, 0);
    head->setSpacing(2);
    head->addWidget(m_names, 1, Qt::AlignLeft);
    head->addLayout(m_legendRow, 1);
    head->addWidget(m_bandKey);
    head->addWidget(m_scaleButton);
    head->addWidget(m_menu);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 4);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_plot, 1);
    connect(m_plot, &CurvePlot::usersRequested, this, &CurveChart::usersRequested);
    connect(m_plot, &CurvePlot::hovered, this, &CurveChart::hovered);
    rescale();
}

void CurveChart::setTheme(const Theme &theme)
{
    m_theme = &theme;
    m_plot->setTheme(theme);
    setAutoFillBackground(true);
    QPalette ground = palette();
    ground.setColor(QPalette::Window, theme.color(Role::Panel));
    setPalette(ground);
    m_legendOf.clear();
    showLegend();
}

void CurveChart::setUsers(double users)
{
    m_content.users = users;
    if (wantedAxis() != m_content.axis)
        redraw();
    publish();
}

void CurveChart::setHovered(double users)
{
    m_plot->setHovered(users > 0 ? std::optional(users) : std::nullopt);
}

void CurveChart::setFixedScale(double most, double tick)
{
    m_fixed = linearScale(most, tick);
}

void CurveChart::setLogarithmic(bool isOn)
{
    m_isLogarithmic = isOn;
    m_scaleButton->setChecked(isOn);
    rescale();
    publish();
}

void CurveChart::setCurves(QList<Curve> curves, const UsersAxis &axis)
{
    makeDistinct(curves);
    m_content.curves = std::move(curves);
    m_content.axis = axis;
    for (Curve &curve : m_content.curves)
        curve.isHidden = m_hidden.contains(curve.label);
    rescale();
    showLegend();
    publish();
}

void CurveChart::rescale()
{
    double least = std::numeric_limits<double>::infinity();
    double most = m_content.limit ? m_content.limit->value * 1.1 : 0;
    for (const Curve &curve : std::as_const(m_content.curves))
        for (const QPointF &point : curve.points)
            if (!curve.isHidden && std::isfinite(point.y()) && point.y() > 0) {
                least = std::min(least, point.y());
                most = std::max(most, point.y());
            }
    const double room = most * kBandRoom;
    for (const CurveBand &band : std::as_const(m_content.bands))
        for (const QPointF &point : band.high)
            if (std::isfinite(point.y()) && isInSight(band))
                most = std::max(most, std::min(point.y(), room));
    if (m_isLogarithmic && std::isfinite(least))
        m_content.scale = logarithmicScale(least, m_fixed ? std::max(m_fixed->most, most) : most);
    else
        m_content.scale = m_fixed ? *m_fixed : linearScale(most > 0 ? most : 4);
}

void CurveChart::publish()
{
    PlotContent shown = m_content;
    shown.bands.removeIf([this](const CurveBand &band) { return !isInSight(band); });
    m_plot->setContent(std::move(shown));
    QStringList spoken;
    for (const Curve &curve : std::as_const(m_content.curves))
        if (const std::optional<double> value = valueAt(curve, m_content.users); value && !curve.isHidden)
            spoken.append(QStringLiteral("%1 %2").arg(curve.label, m_content.exactText(*value)));
    m_plot->setAccessibleDescription(m_content.curves.isEmpty()
                                         ? m_content.emptyText
                                         : tr("at %1 users: %2")
                                               .arg(QString::fromStdString(screen::compactNumber(m_content.users)),
                                                    spoken.join(QStringLiteral(", "))));
}

QString CurveChart::csv() const
{
    QList<const Curve *> shown;
    std::map<double, QStringList> rows;
    QString text = QStringLiteral("users");
    for (const Curve &curve : m_content.curves) {
        if (curve.isHidden)
            continue;
        shown.append(&curve);
        text += QStringLiteral(",\"%1\"").arg(QString(curve.label).replace(QLatin1Char('"'), QStringLiteral("\"\"")));
        for (const QPointF &point : curve.points)
            rows[point.x()];
    }
    text += QLatin1Char('\n');
    for (auto &[users, cells] : rows) {
        cells.append(QString::fromStdString(reporting::exact(users)));
        for (const Curve *curve : std::as_const(shown)) {
            const std::optional<double> value = valueAt(*curve, users);
            cells.append(value ? QString::fromStdString(reporting::exact(*value)) : QString());
        }
        text += cells.join(QLatin1Char(',')) + QLatin1Char('\n');
    }
    return text;
}

void CurveChart::copyCsv()
{
    auto *copied = new QMimeData;
    copied->setText(csv());
    copied->setData(QStringLiteral("text/csv"), csv().toUtf8());
    QGuiApplication::clipboard()->setMimeData(copied);
}

/// Twice as sharp as on the screen, for slides.
void CurveChart::copyPicture()
{
    QImage image(m_plot->size() * 2, QImage::Format_RGB32);
    image.setDevicePixelRatio(2);
    image.fill(m_theme->color(Role::Panel));
    m_plot->render(&image);
    QGuiApplication::clipboard()->setImage(image);
}

} // namespace headroom::charts
