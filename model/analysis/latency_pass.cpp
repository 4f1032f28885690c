#include "model/analysis/compiled_stage.h"
#include "model/queueing/sojourn.h"

namespace headroom::analysis {

namespace {

void addSojourn(ComponentReport &component)
{
    if (component.state != State::Fine || component.serviceTime <= 0)
        return;
    const double spare = component.waitDecay > 0 ? component.waitDecay * component.serviceTime : component.servers;
    const queueing::Sojourn sojourn(Seconds(component.serviceTime), component.waitProbability, spare);
    component.sojourn = { sojourn.mean().value(), sojourn.quantile(0.50).value(), sojourn.quantile(0.95).value(),
                          sojourn.quantile(0.99).value() };
}

} // namespace

void addPercentiles(Report &report, const CompiledStage &)
{
    for (ComponentReport &component : report.components)
        addSojourn(component);
}

} // namespace headroom::analysis
