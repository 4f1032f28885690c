#include "views/workload/use_table.h"

#include "model/workload/workload.h"
#include "views/language/words.h"
#include "views/numbers/screen_numbers.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::workload_views {

namespace {

using project::OperationUse;
using theme::Theme;

constexpr std::size_t kColumns = 4; // times, CPU time, request, answer

catalog::ParameterSpec spec(const char *id, const QString &title, const char *unit, const char *display, double most)
{
    catalog::ParameterSpec made;
    made.id = id;
    made.title = title.toStdString();
    made.unit = unit;
    made.display = display;
    made.maximum = most;
    return made;
}

bool isStated(const std::vector<OperationUse> &uses, const std::string &operation)
{
    return std::any_of(uses.begin(), uses.end(), [&](const OperationUse &each) { return each.operation == operation; });
}

bool isKnown(const catalog::Catalog &catalog, const std::string &operation)
{
    const auto &all = catalog.operations();
    return std::any_of(all.begin(), all.end(), [&](const auto &each) { return each.id == operation; });
}

} // namespace

UseTable::UseTable(Of of, const Uses &shown, const catalog::Catalog &catalog, QWidget *parent)
    : QWidget(parent)
    , m_of(of)
    , m_catalog(catalog)
    , m_grid(new FieldGrid({ tr("Operation"), tr("Times"), tr("CPU time each"), tr("Request each"), tr("Answer each") },
                           {}, this))
    , m_sum(new QLabel(this))
{
    for (const catalog::Operation &each : catalog.operations()) {
        QString title = text(each.title);
        title[0] = title[0].toUpper();
        const QString tip = each.writes && each.deferrable ? tr("%1: a write that may be done later")
            : each.writes                                  ? tr("%1: a write")
            : each.deferrable                              ? tr("%1: may be done later")
                                                           : tr("%1");
        addDemand(each.id, title, tip.arg(title));
    }
    for (const OperationUse &use : shown)
        if (!isKnown(catalog, use.operation))
            addDemand(use.operation, text(use.operation), tr("This version does not know it; it causes no load."));
    m_sum->setTextFormat(Qt::PlainText);
    m_sum->setFont(Theme::font(11));
    m_sum->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_grid);
    column->addWidget(m_sum);
    connect(m_grid, &FieldGrid::resetRequested, this, [this](int row) { reset(static_cast<std::size_t>(row)); });
}

std::string UseTable::unknownIn(const Uses &uses, const catalog::Catalog &catalog)
{
    std::string all;
    for (const OperationUse &use : uses)
        if (!isKnown(catalog, use.operation))
            all += '\n' + use.operation;
    return all;
}

void UseTable::addDemand(const std::string &operation, const QString &title, const QString &tip)
{
    const std::size_t row = m_demands.size();
    const std::vector<QuantityField *> fields {
        new QuantityField(spec("count", tr("%1: times").arg(title), "1", "", workload::kLargestCount), m_grid),
        new QuantityField(spec("time", tr("%1: CPU time each").arg(title), "s", "ms", workload::kLongestTime), m_grid),
        new QuantityField(spec("request_bytes", tr("%1: request each").arg(title), "B", "KB", workload::kMostBytes),
                          m_grid),
        new QuantityField(spec("bytes", tr("%1: answer each").arg(title), "B", "KB", workload::kMostBytes), m_grid),
    };
    m_grid->addRow(title, tip, fields);
    m_demands.push_back({ operation, {} });
    for (std::size_t column = 0; column < fields.size(); ++column)
        connect(fields[column], &QuantityField::valueStated, this,
                [this, row, column](const std::optional<double> &value) { stateNumber(row, column, value); });
}

/// What is stated, else what an unstated operation comes to: requests may have some all the same, items have none.
OperationUse UseTable::useOf(const Uses &given, const std::string &operation) const
{
    for (const OperationUse &use : given)
        if (use.operation == operation)
            return use;
    for (const catalog::Operation &each : m_catalog.operations())
        if (each.id == operation)
            return { operation, m_of == Of::Request ? each.fallbackCount : 0, 0, 0, {} };
    return { operation, 0, 0, 0, {} };
}

double UseTable::requestOf(const OperationUse &use) const
{
    for (const catalog::Operation &each : m_catalog.operations())
        if (each.id == use.operation)
            return use.requestBytes.value_or(each.requestBytes);
    return use.requestBytes.value_or(0);
}

double UseTable::number(const OperationUse &use, std::size_t column) const
{
    return column == 0 ? use.count : column == 1 ? use.time : column == 2 ? requestOf(use) : use.bytes;
}

void UseTable::stateNumber(std::size_t row, std::size_t column, std::optional<double> value)
{
    const Demand &demand = m_demands[row];
    OperationUse use = useOf(m_uses, demand.operation);
    if (column == 2)
        use.requestBytes = value ? value : demand.unstated.requestBytes;
    else
        (column == 0       ? use.count
             : column == 1 ? use.time
                           : use.bytes)
            = value.value_or(number(demand.unstated, column));
    stateUse(use, true);
}

void UseTable::reset(std::size_t row)
{
    stateUse(m_demands[row].unstated, isStated(m_preset, m_demands[row].operation));
}

void UseTable::stateUse(const OperationUse &use, bool isStated)
{
    Uses changed = m_uses;
    const auto same = [&](const OperationUse &each) { return each.operation == use.operation; };
    const auto found = std::find_if(changed.begin(), changed.end(), same);
    if (!isStated)
        std::erase_if(changed, same);
    else if (found == changed.end())
        changed.push_back(use);
    else
        *found = use;
    Q_EMIT this->changed(changed);
}

void UseTable::refresh(const Uses &uses, const Uses *preset)
{
    m_uses = uses;
    m_preset = preset ? *preset : Uses {};
    double time = 0;
    double bytes = 0;
    double requests = 0;
    for (std::size_t row = 0; row < m_demands.size(); ++row) {
        Demand &demand = m_demands[row];
        const OperationUse use = useOf(m_uses, demand.operation);
        demand.unstated = useOf(m_preset, demand.operation);
        for (std::size_t column = 0; column < kColumns; ++column)
            m_grid->field(row, column)->setValue(number(use, column), number(demand.unstated, column));
        m_grid->refreshRow(row, QString());
        time += use.count * use.time;
        bytes += use.count * use.bytes;
        requests += use.count * requestOf(use);
    }
    m_sum->setText(tr("Together %1 of the reference core, %2 of requests and %3 of answers, over all tiers and before "
                      "caches.")
                       .arg(text(screen::duration(time)), text(screen::bytes(requests)), text(screen::bytes(bytes))));
}

void UseTable::setTheme(const Theme &theme)
{
    m_grid->setTheme(theme);
    QPalette palette = m_sum->palette();
    palette.setColor(QPalette::WindowText, theme.color(theme::Role::Secondary));
    m_sum->setPalette(palette);
}

} // namespace headroom::workload_views
