#include "views/inspector/load_panel.h"

#include "model/reporting/ways_text.h"
#include "views/numbers/model_words.h"
#include "views/numbers/screen_numbers.h"
#include "views/numbers/screen_units.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace headroom::inspector {

using theme::Role;
using theme::Theme;

namespace {

constexpr double kLeft = 18;

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

Role roleOf(analysis::Band band)
{
    switch (band) {
    case analysis::Band::Fine:
        return Role::Fine;
    case analysis::Band::Watch:
        return Role::Warning;
    default:
        return Role::Critical;
    }
}

QString signOf(analysis::Band band)
{
    switch (band) {
    case analysis::Band::Fine:
        return QStringLiteral("✓");
    case analysis::Band::Watch:
        return QStringLiteral("▲");
    default:
        return QStringLiteral("◆");
    }
}

} // namespace

/// Writes from top to bottom; without a painter it only measures.
class LoadPanel::Pen {
public:
    Pen(QPainter *painter, const Theme &theme, double width)
        : m_painter(painter)
        , m_theme(theme)
        , m_width(width)
    {
    }

    [[nodiscard]] double bottom() const { return m_y; }
    void space(double height) { m_y += height; }

    void line(const QString &left, const QString &right, const QFont &font, Role leftRole, Role rightRole,
              double height = 20)
    {
        if (m_painter) {
            m_painter->setFont(font);
            const double rightWidth = right.isEmpty() ? 0 : QFontMetricsF(font).horizontalAdvance(right) + 6;
            const QRectF row(kLeft, m_y, m_width - 2 * kLeft, height);
            m_painter->setPen(m_theme.color(leftRole));
            m_painter->drawText(row.adjusted(0, 0, -rightWidth, 0), Qt::AlignLeft | Qt::AlignVCenter,
                                QFontMetricsF(font).elidedText(left, Qt::ElideRight, row.width() - rightWidth));
            m_painter->setPen(m_theme.color(rightRole));
            m_painter->drawText(row, Qt::AlignRight | Qt::AlignVCenter, right);
        }
        m_y += height;
    }

    /// As many lines as it takes.
    void words(const QString &text, const QFont &font, Role role)
    {
        const QRectF row(kLeft, m_y, m_width - 2 * kLeft, 2000);
        const double height = QFontMetricsF(font).boundingRect(row, Qt::TextWordWrap, text).height();
        if (m_painter) {
            m_painter->setFont(font);
            m_painter->setPen(m_theme.color(role));
            m_painter->drawText(row, Qt::AlignLeft | Qt::TextWordWrap, text);
        }
        m_y += height + 6;
    }

    void bar(double share, Role role)
    {
        if (m_painter) {
            const QRectF ground(kLeft, m_y + 2, m_width - 2 * kLeft, 6);
            m_painter->setPen(Qt::NoPen);
            m_painter->setBrush(m_theme.color(Role::Hairline));
            m_painter->drawRoundedRect(ground, 3, 3);
            m_painter->setBrush(m_theme.color(role));
            m_painter->drawRoundedRect(
                QRectF(ground.left(), ground.top(), std::max(6.0, ground.width() * std::clamp(share, 0.0, 1.0)), 6), 3,
                3);
        }
        m_y += 11;
    }

    void rule()
    {
        if (m_painter)
            m_painter->fillRect(QRectF(kLeft, m_y + 8, m_width - 2 * kLeft, 1), m_theme.color(Role::Hairline));
        m_y += 18;
    }

    /// A tinted box with wrapped lines; the first is set in a fixed-width bold.
    void box(const QStringList &formula, const QString &words, Role ink, Role ground)
    {
        QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        mono.setPixelSize(11);
        const QFont plain = Theme::font(11);
        const double inner = m_width - 2 * kLeft - 24;
        const auto heightOf = [&](const QFont &font, const QString &each) {
            return QFontMetricsF(font)
                       .boundingRect(QRectF(0, 0, inner, 2000), Qt::TextWordWrap | Qt::TextWrapAnywhere, each)
                       .height()
                + 3;
        };
        double height = 20 + heightOf(plain, words);
        for (const QString &each : formula)
            height += heightOf(mono, each);
        if (m_painter) {
            m_painter->setPen(Qt::NoPen);
            m_painter->setBrush(m_theme.color(ground));
            m_painter->drawRoundedRect(QRectF(kLeft, m_y, m_width - 2 * kLeft, height), 8, 8);
            double y = m_y + 10;
            m_painter->setPen(m_theme.color(ink));
            m_painter->setFont(mono);
            for (const QString &each : formula) {
                m_painter->drawText(QRectF(kLeft + 12, y, inner, height), Qt::TextWordWrap | Qt::TextWrapAnywhere,
                                    each);
                y += heightOf(mono, each);
                m_painter->setPen(m_theme.color(Role::Text));
            }
            m_painter->setFont(plain);
            m_painter->setPen(m_theme.color(Role::Secondary));
            m_painter->drawText(QRectF(kLeft + 12, y, inner, height), Qt::TextWordWrap, words);
        }
        m_y += height + 8;
    }

private:
    QPainter *m_painter;
    const Theme &m_theme;
    double m_width;
    double m_y = 10;
};

LoadPanel::LoadPanel(QWidget *parent)
    : QWidget(parent)
    , m_theme(&Theme::light())
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Load"));
}

void LoadPanel::show(std::shared_ptr<const analysis::Report> report, const std::string &id)
{
    m_report = std::move(report);
    m_id = id;
    updateGeometry();
    update();
}

void LoadPanel::setTheme(const Theme &theme)
{
    m_theme = &theme;
    update();
}

int LoadPanel::heightForWidth(int width) const
{
    Pen pen(nullptr, *m_theme, width);
    draw(pen);
    return static_cast<int>(std::ceil(pen.bottom())) + 12;
}

void LoadPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    Pen pen(&painter, *m_theme, width());
    draw(pen);
}

void LoadPanel::draw(Pen &pen) const
{
    if (!m_report) {
        pen.line(tr("Computing…"), {}, Theme::font(12), Role::Secondary, Role::Secondary);
        return;
    }
    const analysis::ComponentReport *component = m_report->findComponent(m_id);
    if (component)
        drawComponent(pen, *component);
    else
        drawDesign(pen);
}

void LoadPanel::drawComponent(Pen &pen, const analysis::ComponentReport &component) const
{
    const QFont plain = Theme::font(12);
    const QFont bold = Theme::font(12, QFont::Bold);
    const QFont small = Theme::font(11);
    pen.line(tr("Resources at %1 users").arg(text(screen::grouped(m_report->users))), {},
             Theme::font(11, QFont::DemiBold), Role::Secondary, Role::Text, 24);
    for (const analysis::ResourceReport &resource : component.resources) {
        const analysis::Band band = screen::bandOf(resource.utilization, resource.id == "memory");
        const Role role = roleOf(band);
        pen.line(text(resource.title),
                 QStringLiteral("%1 %2").arg(signOf(band), text(screen::percent(resource.utilization))), bold,
                 Role::Text, role);
        pen.bar(resource.utilization, role);
        const QString unit = resource.unit == "1" ? QString() : QLatin1Char(' ') + text(resource.unit);
        const QString full = std::isfinite(resource.usersAtSaturation)
            ? tr("full at %1").arg(text(screen::compactNumber(resource.usersAtSaturation)))
            : QString();
        pen.line(
            tr("%1 of %2%3")
                .arg(text(screen::compactNumber(resource.used)), text(screen::compactNumber(resource.capacity)), unit),
            full, small, Role::Secondary, Role::Secondary, 18);
        pen.space(4);
    }
    if (component.resources.empty())
        pen.line(tr("Nothing here fills up."), {}, plain, Role::Secondary, Role::Text);
    pen.rule();
    pen.line(tr("Requests"), text(screen::compactRate(component.requestsPerSecond)), plain, Role::Text, Role::Text);
    if (component.instances > 1 || component.maxInstances > 1)
        pen.line(tr("Instances"),
                 component.maxInstances > component.instances
                     ? tr("%1 of at most %2").arg(component.instances).arg(component.maxInstances)
                     : QString::number(component.instances),
                 plain, Role::Text, Role::Text);
    if (component.hitRatio >= 0)
        pen.line(tr("Hit ratio"), text(screen::percent(component.hitRatio)), plain, Role::Text, Role::Text);
    if (component.serviceTime > 0) {
        pen.line(tr("Service time"), text(screen::duration(component.serviceTime)), plain, Role::Text, Role::Text);
        const bool isSaturated = component.state == analysis::State::Saturated;
        pen.line(tr("Waiting (M/M/%1)").arg(component.lineServers),
                 isSaturated ? tr("◆ grows without end") : text(screen::duration(component.wait)), plain, Role::Text,
                 isSaturated ? Role::Critical : Role::Text);
    }
    if (component.places && component.places->refused > 0)
        pen.line(tr("Refused: no thread, no place to wait"), text(screen::percent(component.places->refused)), plain,
                 Role::Text, Role::Critical);
    pen.line(tr("Availability"), QStringLiteral("%1 %").arg(text(screen::fixed(component.availability * 100, 4))),
             plain, Role::Text, Role::Text);
    pen.line(tr("Cost"), tr("%1 / mo").arg(text(screen::money(component.costPerMonth, m_report->currency))), plain,
             Role::Text, Role::Text);
    for (const auto &[category, amount] : component.costByCategory)
        if (component.costByCategory.size() > 1)
            pen.line(QStringLiteral("   ") + screen::modelWords(category),
                     text(screen::money(amount, m_report->currency)), small, Role::Secondary, Role::Secondary, 17);
    if (component.fullestResource >= 0) {
        pen.rule();
        drawWhy(pen, component);
    }
}

void LoadPanel::drawWhy(Pen &pen, const analysis::ComponentReport &component) const
{
    const analysis::ResourceReport &resource = component.resources[static_cast<std::size_t>(component.fullestResource)];
    pen.line(tr("Why %1?").arg(text(screen::percent(resource.utilization))), {}, Theme::font(11, QFont::DemiBold),
             Role::Secondary, Role::Text, 24);
    QStringList formula { tr("ρ = used ÷ capacity"),
                          QStringLiteral("  = %1 ÷ %2")
                              .arg(text(screen::exact(std::round(resource.used * 1e6) / 1e6)),
                                   text(screen::exact(std::round(resource.capacity * 1e6) / 1e6))),
                          QStringLiteral("  = %1").arg(text(screen::fixed(resource.utilization, 4))) };
    if (component.serviceTime > 0 && component.state == analysis::State::Fine)
        formula << tr("W = C(m, a)·S ÷ (m − a)")
                << tr("  = %1, m = %2").arg(text(screen::duration(component.wait))).arg(component.lineServers);
    QString words = tr("On the busiest instance at the peak hour.");
    if (component.isSinglePoint)
        words += QLatin1Char(' ') + tr("When it fails, nothing takes over.");
    const bool isBad = screen::bandOf(resource.utilization, resource.id == "memory") >= analysis::Band::Critical;
    pen.box(formula, words, isBad ? Role::Critical : Role::Accent, isBad ? Role::CriticalSoft : Role::AccentSoft);
}

void LoadPanel::drawDesign(Pen &pen) const
{
    const QFont plain = Theme::font(12);
    pen.line(tr("The design at %1 users").arg(text(screen::grouped(m_report->users))), {},
             Theme::font(11, QFont::DemiBold), Role::Secondary, Role::Text, 24);
    for (const auto &[caption, users] :
         { std::pair(tr("Users at 70 %"), m_report->usersAt070), std::pair(tr("Users at 85 %"), m_report->usersAt085),
           std::pair(tr("Users at 100 %"), m_report->usersAtSaturation) })
        pen.line(caption, text(screen::compactNumber(users)), plain, Role::Text, Role::Text);
    for (const reporting::WayLine &line : reporting::waysText(*m_report)) {
        pen.line(text(line.caption), {}, plain, Role::Text, Role::Text);
        pen.words(text(line.text), Theme::font(11), Role::Secondary);
    }
    pen.line(tr("Delivery to clients"),
             tr("%1 / mo").arg(text(screen::money(m_report->transferCostPerMonth, m_report->currency))), plain,
             Role::Text, Role::Text);
    pen.rule();
    pen.line(tr("Mean latency by class"), {}, Theme::font(11, QFont::DemiBold), Role::Secondary, Role::Text, 24);
    for (const analysis::ClassReport &each : m_report->classes) {
        const QString value = each.meanLatency         ? text(screen::duration(*each.meanLatency))
            : each.state == analysis::State::Saturated ? tr("◆ saturated")
                                                       : tr("◆ not served");
        pen.line(tr("%1 · %2").arg(text(each.name), text(screen::compactRate(each.requestsPerSecond))), value, plain,
                 Role::Text, each.meanLatency ? Role::Text : Role::Critical);
    }
}

} // namespace headroom::inspector
