#pragma once

#include "model/growth/plan.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace headroom::growth_views {

/// How full something is for a while.
struct TimelineSpan {
    double from = 0; ///< months
    double to = 0;
    growth::PlanEvent::What band = growth::PlanEvent::What::Amber; ///< Amber, Red or Saturated
};

/// What one resource goes through.
struct TimelineRow {
    QString name; ///< "Database, CPU"
    std::vector<TimelineSpan> spans;
    bool isIfKept = false; ///< of a stage that is left: what would become of it
};

/// A stage and when it carries the users.
struct StageSpan {
    std::size_t stage = 0;
    double from = 0; ///< months
    double to = 0;
};

/// The stages in force, one after another.
[[nodiscard]] std::vector<StageSpan> stagesOf(const growth::Plan &plan);

/// The resources that turn amber or worse while their stage is in force, the earliest first.
[[nodiscard]] std::vector<TimelineRow> turnsOf(const growth::Plan &plan);

/// What would become of the stages that are left, from when they are left to the end of the plan.
[[nodiscard]] std::vector<TimelineRow> ifKept(const growth::Plan &plan);

/// What the plan comes to, in a sentence or two.
[[nodiscard]] QString summaryOf(const growth::Plan &plan);
/// The same for what goes wrong; empty: nothing.
[[nodiscard]] QString warningOf(const growth::Plan &plan);

/// "2026-03-14", or "month 2.45" where the plan has no start.
[[nodiscard]] QString whenText(double month, const growth::Plan &plan);
/// "4  Cache and CDN".
[[nodiscard]] QString stageText(std::size_t stage, const growth::Plan &plan);

/// A row per step: begin by, in place by, stage, why, users, cost, what would become of the stage before, what would do instead.
[[nodiscard]] QStringList stepHeads();
[[nodiscard]] QStringList stepCells(const growth::PlanStep &step, const growth::Plan &plan);

/// A row of the table of months and events.
struct CalendarRow {
    double month = 0;
    std::size_t stage = 0; ///< in force
    double users = 0;
    QStringList cells;
};
[[nodiscard]] QStringList calendarHeads();
[[nodiscard]] std::vector<CalendarRow> calendarOf(const growth::Plan &plan);

/// "▲ amber", "◆ red", "begin" …
[[nodiscard]] QString eventText(growth::PlanEvent::What what);

/// Cost and users of the stage in force at a time, from the months and steps of the plan by straight lines.
struct Moment {
    double month = 0;
    double users = 0;
    std::size_t stage = 0;
    double cost = 0;
};
[[nodiscard]] Moment momentAt(const growth::Plan &plan, double month);

/// The cost curve: a point a month and two where a stage takes over.
[[nodiscard]] std::vector<Moment> costCurve(const growth::Plan &plan);

} // namespace headroom::growth_views
