#include "model/analysis/compiled_stage.h"
#include "model/reporting/numbers.h"

#include <algorithm>

namespace headroom::analysis {

namespace {

void addCapacity(std::vector<Finding> &findings, const ComponentReport &component)
{
    if (component.fullestResource < 0 || component.band == Band::Fine)
        return;
    const ResourceReport &resource = component.resources[static_cast<std::size_t>(component.fullestResource)];
    Finding finding;
    finding.subjects = { component.id };
    finding.measured = resource.utilization;
    finding.unit = "1";
    const std::string name = component.name + ": " + resource.title + " at " + reporting::percent(resource.utilization);
    finding.title = name;
    const std::string full = ", full at " + reporting::compactNumber(resource.usersAtSaturation) + " users.";
    if (resource.band == Band::Saturated) {
        finding.rule = "CAP-01";
        finding.severity = Severity::Error;
        finding.threshold = 1;
        finding.message = "Demand exceeds capacity, so the queue grows without bound. Add capacity here"
                          " or take work away.";
    } else if (resource.band == Band::Critical) {
        finding.rule = "CAP-02";
        finding.severity = Severity::Warning;
        finding.threshold = 0.85;
        finding.message = "Waiting grows steeply from here" + full;
    } else {
        finding.rule = "CAP-03";
        finding.severity = Severity::Info;
        finding.threshold = 0.70;
        finding.message = "Little room for spikes" + full;
    }
    findings.push_back(std::move(finding));
}

void addSinglePoint(std::vector<Finding> &findings, const ComponentReport &component, const std::string &criticality,
                    std::size_t classes)
{
    if (!component.isSinglePoint)
        return;
    Finding finding;
    finding.rule = "SPOF-01";
    finding.severity = criticality == "hobby" || criticality == "startup" ? Severity::Info
        : component.singlePointFor.size() < classes && criticality == "standard" ? Severity::Warning
                                                                                  : Severity::Error;
    finding.subjects = { component.id };
    finding.title = component.name + " is a single point of failure";
    finding.message = "When it fails, ";
    if (component.singlePointFor.size() == classes)
        finding.message += "every request fails";
    else
        for (std::size_t i = 0; i < component.singlePointFor.size(); ++i)
            finding.message += (i ? ", " : "") + component.singlePointFor[i];
    finding.message += component.singlePointFor.size() == classes ? "" : " fail";
    finding.message += ". A second instance or an automatic standby removes it.";
    findings.push_back(std::move(finding));
}

void addPlain(std::vector<Finding> &findings, const char *rule, Severity severity, const std::string &subject,
              std::string title, std::string message)
{
    Finding finding;
    finding.rule = rule;
    finding.severity = severity;
    if (!subject.empty())
        finding.subjects = { subject };
    finding.title = std::move(title);
    finding.message = std::move(message);
    findings.push_back(std::move(finding));
}

/// What gives way first as users grow, while it is still standing.
void addNext(std::vector<Finding> &findings, const Report &report)
{
    if (!report.bottleneck.exists() || report.usersAtSaturation <= report.users)
        return;
    const ComponentReport &component = report.components[static_cast<std::size_t>(report.bottleneck.component)];
    const ResourceReport &resource = component.resources[static_cast<std::size_t>(report.bottleneck.resource)];
    Finding finding;
    finding.rule = "CAP-NEXT";
    finding.subjects = { component.id };
    finding.title = component.name + " gives way first";
    finding.message = resource.title + " is full at " + reporting::compactNumber(report.usersAtSaturation)
        + " users; at " + reporting::compactNumber(report.usersAt085) + " its waiting grows steeply.";
    finding.measured = resource.utilization;
    finding.threshold = 1;
    finding.unit = "1";
    findings.push_back(std::move(finding));
    if (!report.next.exists())
        return;
    const ComponentReport &second = report.components[static_cast<std::size_t>(report.next.component)];
    const ResourceReport &then = second.resources[static_cast<std::size_t>(report.next.resource)];
    findings.back().message += " Then " + second.name + ": " + then.title + " at "
        + reporting::compactNumber(then.usersAtSaturation) + ".";
}

void addShape(std::vector<Finding> &findings, const CompiledStage &stage, const Report &report)
{
    bool hasSource = false;
    bool hasAny = false;
    for (std::size_t i = 0; i < report.components.size(); ++i) {
        const catalog::Kind &kind = *stage.components[i].kind;
        hasSource = hasSource || kind.behavior == "source";
        hasAny = true;
        if (!kind.placeholderFor.empty())
            addPlain(findings, "KIND-01", Severity::Warning, report.components[i].id,
                     report.components[i].name + " is of an unknown kind",
                     "This version does not know \"" + report.components[i].kind
                         + "\". It is kept as it is and carries no load.");
        else if (!report.components[i].isReached && kind.behavior != "source" && kind.behavior != "place"
                 && kind.behavior != "passive")
            addPlain(findings, "FLOW-IDLE", Severity::Info, report.components[i].id,
                     report.components[i].name + " gets no load",
                     "No connection leads requests here. Connect it, or remove it.");
    }
    if (!hasAny)
        addPlain(findings, "FLOW-EMPTY", Severity::Info, "", "This stage is empty",
                 "Drag a component from the palette to begin.");
    else if (!hasSource)
        addPlain(findings, "FLOW-SOURCE", Severity::Warning, "", "Nobody uses this design",
                 "Add clients and connect them, so that there is load to analyze.");
}

} // namespace

std::vector<Finding> findingsOf(const CompiledStage &stage, const Report &report)
{
    std::vector<Finding> findings = stage.structureFindings;
    for (const ComponentReport &component : report.components) {
        addCapacity(findings, component);
        addSinglePoint(findings, component, stage.criticality, report.classes.size());
    }
    addNext(findings, report);
    addShape(findings, stage, report);
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding &a, const Finding &b) { return a.severity > b.severity; });
    return findings;
}

} // namespace headroom::analysis
