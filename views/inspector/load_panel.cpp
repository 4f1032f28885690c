#include "views/inspector/load_panel.h"

#include "model/reporting/ways_text.h"
#include "views/inspector/load_pen.h"
#include "views/language/words.h"
#include "views/numbers/model_words.h"
#include "views/numbers/screen_numbers.h"
#include "views/numbers/screen_units.h"

#include <QPainter>

#include <array>
#include <cmath>
#include <unordered_set>

namespace headroom::inspector {

using theme::Role;
using theme::Theme;

namespace {

constexpr std::size_t kMostOfSeveral = 24; ///< selected, told one by one

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

LoadPanel::LoadPanel(QWidget *parent)
    : QWidget(parent)
    , m_theme(&Theme::light())
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Load"));
}

void LoadPanel::show(std::shared_ptr<const analysis::Report> report, std::vector<std::string> ids)
{
    m_report = std::move(report);
    m_ids = std::move(ids);
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
    LoadPen pen(nullptr, *m_theme, width);
    draw(pen);
    return static_cast<int>(std::ceil(pen.bottom())) + 12;
}

void LoadPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    LoadPen pen(&painter, *m_theme, width());
    draw(pen);
}

void LoadPanel::draw(LoadPen &pen) const
{
    if (!m_report) {
        pen.line(tr("Computing…"), {}, Theme::font(12), Role::Secondary, Role::Secondary);
        return;
    }
    std::vector<const analysis::ComponentReport *> components;
    if (m_ids.size() == 1) {
        if (const analysis::ComponentReport *found = m_report->findComponent(m_ids.front()))
            components.push_back(found);
    } else if (!m_ids.empty()) {
        const std::unordered_set<std::string> chosen(m_ids.begin(), m_ids.end());
        for (const analysis::ComponentReport &each : m_report->components)
            if (chosen.contains(each.id))
                components.push_back(&each);
    }
    if (components.size() > 1)
        drawSeveral(pen, components);
    else if (components.size() == 1)
        drawComponent(pen, *components.front());
    else
        drawDesign(pen);
}

/// What they cost together, and how full each is where it is fullest.
void LoadPanel::drawSeveral(LoadPen &pen, const std::vector<const analysis::ComponentReport *> &components) const
{
    pen.line(tr("Fullest at %1 users").arg(text(screen::grouped(m_report->users))), {},
             Theme::font(11, QFont::DemiBold), Role::Secondary, Role::Text, 24);
    double cost = 0;
    for (const analysis::ComponentReport *each : components)
        cost += each->costPerMonth;
    for (std::size_t i = 0; i < std::min(components.size(), kMostOfSeveral); ++i) {
        const analysis::ComponentReport *each = components[i];
        if (each->fullestResource < 0) {
            pen.line(text(each->name), tr("nothing fills up"), Theme::font(12), Role::Text, Role::Secondary);
            continue;
        }
        const analysis::ResourceReport &resource = each->resources[static_cast<std::size_t>(each->fullestResource)];
        const analysis::Band band = screen::bandOf(resource.utilization, resource.id == "memory");
        pen.line(text(each->name),
                 QStringLiteral("%1 %2 %3")
                     .arg(text(resource.title), signOf(band), text(screen::percent(resource.utilization))),
                 Theme::font(12), Role::Text, roleOf(band));
        pen.bar(resource.utilization, roleOf(band));
        pen.space(4);
    }
    if (components.size() > kMostOfSeveral)
        pen.line(tr("and %1 more").arg(components.size() - kMostOfSeveral), {}, Theme::font(12), Role::Secondary,
                 Role::Secondary);
    pen.rule();
    pen.figure(tr("Cost"), tr("%1 / mo").arg(text(screen::money(cost, m_report->currency))));
}

void LoadPanel::drawComponent(LoadPen &pen, const analysis::ComponentReport &component) const
{
    pen.line(tr("Resources at %1 users").arg(text(screen::grouped(m_report->users))), {},
             Theme::font(11, QFont::DemiBold), Role::Secondary, Role::Text, 24);
    drawResources(pen, component);
    pen.rule();
    drawRequests(pen, component);
    drawCost(pen, component);
    if (component.fullestResource >= 0) {
        pen.rule();
        drawWhy(pen, component);
    }
}

void LoadPanel::drawResources(LoadPen &pen, const analysis::ComponentReport &component)
{
    const QFont bold = Theme::font(12, QFont::Bold);
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
            full, Theme::font(11), Role::Secondary, Role::Secondary, 18);
        pen.space(4);
    }
    if (component.resources.empty())
        pen.line(tr("Nothing here fills up."), {}, Theme::font(12), Role::Secondary, Role::Text);
}

void LoadPanel::drawRequests(LoadPen &pen, const analysis::ComponentReport &component)
{
    pen.figure(tr("Requests"), text(screen::compactRate(component.requestsPerSecond)));
    if (component.instances > 1 || component.maxInstances > 1)
        pen.figure(tr("Instances"),
                   component.maxInstances > component.instances
                       ? tr("%1 of at most %2").arg(component.instances).arg(component.maxInstances)
                       : QString::number(component.instances));
    if (component.hitRatio >= 0)
        pen.figure(tr("Hit ratio"), text(screen::percent(component.hitRatio)));
    if (component.serviceTime > 0) {
        pen.figure(tr("Service time"), text(screen::duration(component.serviceTime)));
        const bool isSaturated = component.state == analysis::State::Saturated;
        pen.figure(tr("Waiting (M/M/%1)").arg(component.lineServers),
                   isSaturated ? tr("◆ grows without end") : text(screen::duration(component.wait)),
                   isSaturated ? Role::Critical : Role::Text);
    }
    if (component.places && component.places->refused > 0)
        pen.figure(tr("Refused: no thread, no place to wait"), text(screen::percent(component.places->refused)),
                   Role::Critical);
    pen.figure(tr("Availability"), QStringLiteral("%1 %").arg(text(screen::fixed(component.availability * 100, 4))));
}

void LoadPanel::drawCost(LoadPen &pen, const analysis::ComponentReport &component) const
{
    pen.figure(tr("Cost"), tr("%1 / mo").arg(text(screen::money(component.costPerMonth, m_report->currency))));
    for (const auto &[category, amount] : component.costByCategory)
        if (component.costByCategory.size() > 1)
            pen.line(QStringLiteral("   ") + screen::modelWords(category),
                     text(screen::money(amount, m_report->currency)), Theme::font(11), Role::Secondary, Role::Secondary,
                     17);
}

void LoadPanel::drawWhy(LoadPen &pen, const analysis::ComponentReport &component) const
{
    const analysis::ResourceReport &resource = component.resources[static_cast<std::size_t>(component.fullestResource)];
    pen.line(tr("Why %1?").arg(text(screen::percent(resource.utilization))), {}, Theme::font(11, QFont::DemiBold),
             Role::Secondary, Role::Text, 24);
    QStringList formula { tr("ρ = used ÷ capacity"),
                          QStringLiteral("  = %1 ÷ %2")
                              .arg(text(screen::compactNumber(resource.used)),
                                   text(screen::compactNumber(resource.capacity))),
                          QStringLiteral("  = %1").arg(text(screen::compactNumber(resource.utilization))) };
    if (component.serviceTime > 0 && component.state == analysis::State::Fine)
        formula << tr("W = C(m, a)·S ÷ (m − a)")
                << tr("  = %1, m = %2").arg(text(screen::duration(component.wait))).arg(component.lineServers);
    QString words = tr("On the busiest instance at the peak hour.");
    if (component.isSinglePoint)
        words += QLatin1Char(' ') + tr("When it fails, nothing takes over.");
    const bool isBad = screen::bandOf(resource.utilization, resource.id == "memory") >= analysis::Band::Critical;
    pen.box(formula, words, isBad ? Role::Critical : Role::Accent, isBad ? Role::CriticalSoft : Role::AccentSoft);
}

void LoadPanel::drawDesign(LoadPen &pen) const
{
    const QFont plain = Theme::font(12);
    pen.line(tr("The design at %1 users").arg(text(screen::grouped(m_report->users))), {},
             Theme::font(11, QFont::DemiBold), Role::Secondary, Role::Text, 24);
    struct Level {
        QString caption;
        double users;
        analysis::ResourceRef full; ///< what stands there without any user
    };
    const auto levelAt = [this](const QString &caption, double users, double analysis::ResourceReport::*level) {
        return Level { caption, users,
                       users > 0 ? analysis::ResourceRef() : reporting::fullWithoutUsers(*m_report, level) };
    };
    const std::array levels { levelAt(tr("Users at 70 %"), m_report->usersAt070, &analysis::ResourceReport::usersAt070),
                              levelAt(tr("Users at 85 %"), m_report->usersAt085, &analysis::ResourceReport::usersAt085),
                              levelAt(tr("Users at 100 %"), m_report->usersAtSaturation,
                                      &analysis::ResourceReport::usersAtSaturation) };
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const analysis::ResourceRef full = levels[i].full;
        pen.line(levels[i].caption, text(screen::compactNumber(levels[i].users)), plain, Role::Text, Role::Text);
        if (full.exists()
            && (i + 1 == levels.size() || levels[i + 1].full.component != full.component
                || levels[i + 1].full.resource != full.resource)) { // said once, for the highest
            const analysis::ComponentReport &owner = m_report->components[static_cast<std::size_t>(full.component)];
            pen.words(tr("%1 of %2 is that full without any user")
                          .arg(text(owner.resources[static_cast<std::size_t>(full.resource)].title), text(owner.name)),
                      Theme::font(11), Role::Secondary);
        }
    }
    for (const reporting::WayLine &line : reporting::waysText(*m_report)) {
        pen.line(screen::modelWords(line.caption), {}, plain, Role::Text, Role::Text);
        pen.words(screen::modelWords(line.text), Theme::font(11), Role::Secondary);
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
