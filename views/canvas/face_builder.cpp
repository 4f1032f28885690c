#include "views/canvas/face_builder.h"
#include "model/layout/looks.h"
#include "model/reporting/visible_text.h"
#include "views/canvas/geometry.h"
#include "views/language/words.h"
#include "views/numbers/screen_numbers.h"
#include "views/numbers/screen_units.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace headroom::canvas {

namespace {

QString oneLine(const std::string &utf8)
{
    const auto isPlain = [](char c) { return c >= ' ' && c < 0x7F; };
    if (std::all_of(utf8.begin(), utf8.end(), isPlain))
        return text(utf8).simplified();
    return text(reporting::visibleText(text(utf8).simplified().toStdString()));
}

CardState stateOf(analysis::Band band)
{
    switch (band) {
    case analysis::Band::Fine:
        return CardState::Fine;
    case analysis::Band::Watch:
        return CardState::Warning;
    case analysis::Band::Critical:
    case analysis::Band::Saturated:
        break;
    }
    return CardState::Critical;
}

void takeLook(ComponentFace &face)
{
    face.ground
        = qHashMulti(0, face.name, face.subtitle, face.icon, qHashBits(face.family.data(), face.family.size()),
                     face.instances, static_cast<int>(face.state), face.isPlaceholder, face.isLocked, face.isCollapsed);
    face.look = qHashMulti(face.ground, face.value, face.tag, static_cast<int>(face.barState),
                           face.hasBar ? static_cast<int>(std::min(face.utilization, 1.0) * 400) : -1);
}

/// @param isFound  a finding makes the card critical, whatever its load.
QString tagOf(const analysis::ComponentReport &report, bool isFound)
{
    QStringList parts;
    if (report.isSinglePoint)
        parts << QCoreApplication::translate("Canvas", "SPOF");
    else if (isFound)
        parts << QCoreApplication::translate("Canvas", "error"); // red alone would not say it
    if (report.isBottleneck)
        parts << QCoreApplication::translate("Canvas", "bottleneck");
    return parts.join(QStringLiteral(" · "));
}

void forgetReport(ComponentFace &face)
{
    face.state = face.barState = CardState::Unknown;
    face.hasBar = false;
    face.utilization = 0;
    face.value.clear();
    face.instances.clear();
    face.tag.clear();
    face.loads.clear();
}

} // namespace

QString loadsOf(const ComponentFace &face, const analysis::Report *report)
{
    const analysis::ComponentReport *found = report && !face.isCollapsed ? report->findComponent(face.id) : nullptr;
    if (!found)
        return face.loads;
    QStringList lines;
    for (const analysis::ResourceReport &resource : found->resources)
        lines << text(resource.title + ": " + screen::percent(resource.utilization));
    return lines.join(QLatin1Char('\n'));
}

bool looksLike(const project::Component &a, const project::Component &b)
{
    return a.kind == b.kind && a.name == b.name && a.parameters == b.parameters && a.size == b.size;
}

ComponentFace makeFace(const catalog::Catalog &catalog, const project::Component &component)
{
    const catalog::Kind &kind = catalog.kind(component.kind);
    ComponentFace face;
    face.id = component.id;
    face.isPlaceholder = !catalog.knowsKind(component.kind);
    face.family = kind.family;
    face.name = oneLine(component.name.empty() ? component.id : component.name);
    face.kindTitle = face.isPlaceholder ? oneLine(component.kind) : oneLine(kind.title);
    face.subtitle = face.isPlaceholder
        ? QCoreApplication::translate("Canvas", "unknown: %1").arg(oneLine(component.kind))
        : oneLine(screen::localized(catalog::subtitleOf(catalog, component)));
    face.icon = text(kind.icon);
    face.isPlace = kind.behavior == "place" && !layout::isCollapsed(component);
    face.isCollapsed = kind.behavior == "place" && layout::isCollapsed(component);
    face.isLocked = layout::isLocked(component);
    face.layer = layout::layerOf(component);
    QSizeF size(kCardWidth, kCardHeight);
    if (face.isPlace)
        size = component.size ? QSizeF(component.size->width, component.size->height)
                              : QSizeF(kPlaceWidth, kPlaceHeight);
    face.rect = QRectF(QPointF(component.position.x, component.position.y), size);
    takeLook(face);
    return face;
}

ConnectionFace makeFace(const catalog::Catalog &catalog, const project::Connection &connection)
{
    const catalog::ConnectionKind &kind = catalog.connectionKind(connection.kind);
    ConnectionFace face;
    face.id = connection.id;
    face.name = oneLine(connection.name);
    face.label = face.name;
    face.isSquare = layout::isSquare(connection);
    for (const project::Point &point : layout::waypointsOf(connection))
        face.waypoints.emplace_back(point.x, point.y);
    face.isReplication = kind.routing == catalog::Routing::Replicate;
    if (kind.line == "dashed" || (kind.line.empty() && !kind.waits))
        face.line = LineStyle::Dashed;
    else if (kind.line == "dotted" || (kind.line.empty() && kind.routing == catalog::Routing::Replicate))
        face.line = LineStyle::Dotted;
    return face;
}

Severities worstFindings(const analysis::Report &report)
{
    Severities worst;
    for (const analysis::Finding &finding : report.findings) {
        if (finding.subjects.empty())
            continue;
        const auto [entry, isNew] = worst.try_emplace(finding.subjects.front(), finding.severity);
        if (!isNew)
            entry->second = std::max(entry->second, finding.severity);
    }
    return worst;
}

void wearReport(ComponentFace &face, const analysis::ComponentReport *report, const Severities &severities)
{
    forgetReport(face);
    if (report && !face.isPlace && !face.isPlaceholder) {
        face.state = face.barState = stateOf(screen::bandOf(*report));
        if (!report->isReached && face.state == CardState::Fine) // neither fine nor ill: nothing arrives here
            face.state = CardState::Unknown;
        const auto worst = severities.find(face.id);
        const bool isFound = worst != severities.end() && worst->second == analysis::Severity::Error
            && face.state != CardState::Critical;
        if (isFound)
            face.state = CardState::Critical;
        face.hasBar = report->fullestResource >= 0;
        face.utilization = report->utilization;
        if (face.hasBar)
            face.value = text(screen::percent(report->utilization));
        else if (report->requestsPerSecond > 0)
            face.value = text(screen::compactRate(report->requestsPerSecond));
        if (report->instances >= 1.5)
            face.instances = QStringLiteral("×") + text(screen::compactNumber(std::round(report->instances)));
        if (isFound && !face.hasBar)
            face.barState = CardState::Unknown; // no tick beside an error
        face.tag = tagOf(*report, isFound);
    }
    takeLook(face);
}

void wearTotals(ComponentFace &place, const std::vector<Member> &members, const std::string &currency)
{
    forgetReport(place);
    QStringList lines;
    QStringList tags;
    double cost = 0;
    const analysis::ComponentReport *fullest = nullptr;
    for (const Member &member : members) {
        place.state = std::max(place.state, member.face->state);
        if (!member.report)
            continue;
        cost += member.report->costPerMonth;
        for (const QString &tag : member.face->tag.split(QStringLiteral(" · "), Qt::SkipEmptyParts))
            if (!tags.contains(tag))
                tags << tag;
        if (member.face->hasBar && (!fullest || member.report->utilization > fullest->utilization)) {
            fullest = member.report;
            place.barState = member.face->barState;
        }
        if (!member.face->value.isEmpty() && lines.size() < 12)
            lines << QStringLiteral("%1: %2").arg(member.face->name, member.face->value);
    }
    place.subtitle = QCoreApplication::translate("Canvas", "%n component(s)", nullptr, place.members);
    if (cost > 0) // what there is room for on a card
        place.subtitle = QCoreApplication::translate("Canvas", "%n part(s)", nullptr, place.members)
            + QCoreApplication::translate("Canvas", " · %1/mo").arg(text(screen::money(cost, currency)));
    place.hasBar = fullest != nullptr;
    if (fullest) {
        place.utilization = fullest->utilization;
        place.value = text(screen::percent(fullest->utilization));
    }
    place.tag = tags.join(QStringLiteral(" · "));
    place.loads = lines.join(QLatin1Char('\n'));
    takeLook(place);
}

void wearBundle(ConnectionFace &face, double rate)
{
    face.width = rate > 1 ? std::clamp(1.2 * std::log10(rate) - 0.6, 1.4, 7.0) : 1.4;
    face.label = QStringLiteral("%1 ×").arg(face.bundle);
    if (rate > 0)
        face.label += QLatin1Char(' ') + text(screen::compactRate(rate));
}

void wearReport(ConnectionFace &face, const analysis::ConnectionReport *report)
{
    face.rate = report ? report->requestsPerSecond : 0;
    face.width = face.rate > 1 ? std::clamp(1.2 * std::log10(face.rate) - 0.6, 1.4, 7.0) : 1.4;
    face.label = face.name;
    if (face.label.isEmpty() && face.rate > 0)
        face.label = text(screen::compactRate(face.rate));
    else if (face.label.size() > kMostLabelLetters && face.rate > 0) // first, so that what is cut off is of the name
        face.label = QStringLiteral("%1 · %2").arg(text(screen::compactRate(face.rate)), face.name);
    if (report && report->isReplication) {
        face.isReplication = true;
        face.line = LineStyle::Dotted;
    }
    if (report && !report->waits && face.line == LineStyle::Solid)
        face.line = LineStyle::Dashed;
}

} // namespace headroom::canvas
