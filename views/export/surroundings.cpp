#include "views/export/surroundings.h"

#include "model/report_writing/words.h"
#include "model/reporting/numbers.h"
#include "views/canvas/symbols.h"
#include "views/export/line_shapes.h"
#include "views/export/text_fit.h"
#include "views/language/words.h"
#include "views/stages/indicators.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace headroom::pictures {

using canvas::CardState;
using theme::Role;

namespace {

constexpr double kFigureGap = 28; ///< between two key figures
constexpr double kLeastGap = 16;
constexpr double kFigureRow = 56;
constexpr double kMostFigureRows = 4;
constexpr double kFindingRow = 20;
constexpr std::size_t kMostFindings = 5;

QString subtitleOf(const Subject &subject)
{
    const project::Project &project = *subject.project;
    const project::Stage &stage = *project.stages[subject.stage];
    QString line = tr("Stage %1 of %2: %3").arg(subject.stage + 1).arg(project.stages.size()).arg(visible(stage.name));
    if (subject.before)
        line = tr("%1, compared with %2").arg(line, visible(subject.beforeName));
    if (subject.report)
        line += tr(" · at %1 users").arg(QString::fromStdString(reporting::grouped(subject.report->users)));
    return line;
}

/// A key figure: caption, value, note.
struct Figure {
    std::array<Label, 3> lines;
    double width = 0;
};

/// @param most  width; longer lines are cut.
std::vector<Figure> figuresOf(const analysis::Report &report, const theme::Theme &theme, double most)
{
    std::vector<Figure> found;
    for (const stages::Indicator &each : stages::indicatorsOf(report)) {
        Figure figure { { label(each.caption, { 0, 6 }, 10, kPlain, theme.color(Role::Secondary), most),
                          label(each.value, { 0, 22 }, 15, kStrong, theme.color(Role::Text), most),
                          label(each.note, { 0, 38 }, 10, kPlain, theme.color(each.noteRole), most) } };
        for (const Label &line : figure.lines)
            figure.width = std::max(figure.width, line.width);
        found.push_back(std::move(figure));
    }
    return found;
}

/// Captions above values, from (0, 0) to the right: closer to each other where they would not fit, then on further rows;
/// a very small picture names the first of them. @param taken  gets what they take.
std::vector<Shape> figures(const analysis::Report &report, const theme::Theme &theme, double most, QSizeF &taken)
{
    const std::vector<Figure> all = figuresOf(report, theme, most);
    double wide = 0;
    for (const Figure &each : all)
        wide += each.width;
    const auto gaps = static_cast<double>(all.size()) - 1;
    const double gap = wide + gaps * kFigureGap > most && wide + gaps * kLeastGap <= most ? kLeastGap : kFigureGap;
    std::vector<Shape> shapes;
    QPointF at;
    for (const Figure &each : all) {
        if (at.x() > 0 && at.x() + each.width > most)
            at = { 0, at.y() + kFigureRow };
        if (at.y() > (kMostFigureRows - 1) * kFigureRow)
            break;
        for (Label line : each.lines) {
            line.at += at;
            shapes.emplace_back(std::move(line));
        }
        taken = { std::max(taken.width(), at.x() + each.width), at.y() + kFigureRow };
        at.rx() += each.width + gap;
    }
    return shapes;
}

/// A finding, and how many others say the same of other components, as in regions that are alike.
struct Said {
    const analysis::Finding *finding;
    int others;
};

bool isAlike(const analysis::Finding &a, const analysis::Finding &b)
{
    const auto isNear = [](double x, double y) { return std::abs(x - y) <= 1e-6 * std::max(std::abs(x), std::abs(y)); };
    return a.rule == b.rule && a.severity == b.severity && a.subjects.size() == 1 && b.subjects.size() == 1
        && a.measured.has_value() == b.measured.has_value() && (!a.measured || isNear(*a.measured, *b.measured));
}

/// The finding with the name of what it is about in front, where its title does not say it.
QString sentenceOf(const Said &said, const analysis::Report &report)
{
    const analysis::Finding &finding = *said.finding;
    const analysis::ComponentReport *subject
        = finding.subjects.empty() ? nullptr : report.findComponent(finding.subjects.front());
    const bool isNamed = !subject || subject->name.empty() || finding.title.find(subject->name) != std::string::npos;
    const QString title = QString::fromStdString(finding.title);
    const QString sentence
        = isNamed ? title : QStringLiteral("%1: %2").arg(QString::fromStdString(subject->name), title);
    return said.others == 0 ? sentence : tr("%1, and %n more like it", nullptr, said.others).arg(sentence);
}

/// As many names as there is room for, and how many there are besides.
QString fittingList(const std::vector<std::string> &names, const QString &pattern, double room)
{
    const auto text = [&](std::size_t most) {
        return pattern.arg(QString::fromStdString(report_writing::listedCounted(names, most)));
    };
    std::size_t most = names.size();
    while (most > 1 && widthOf(text(most), 12, kPlain) > room)
        --most;
    return text(most);
}

} // namespace

void translate(Part &part, QPointF offset)
{
    for (Shape &shape : part.shapes) {
        if (auto *box = std::get_if<Box>(&shape))
            box->rect.translate(offset);
        else if (auto *path = std::get_if<Path>(&shape))
            path->points.translate(offset);
        else if (auto *text = std::get_if<Label>(&shape))
            text->at += offset;
        else if (auto *glyph = std::get_if<Glyph>(&shape))
            glyph->box.translate(offset);
    }
}

Part titleBlock(const Subject &subject, const DiagramOptions &options, double width, double &height)
{
    height = 0;
    if (!options.showsTitle)
        return {};
    const theme::Theme &theme = themeOf(options);
    const QString name = QString::fromStdString(subject.project->name);
    const Label title
        = label(name.isEmpty() ? tr("Untitled") : name, { 0, 13 }, 20, kStrong, theme.color(Role::Text), width);
    const Label line = label(subtitleOf(subject), { 0, 35 }, 12, kPlain, theme.color(Role::Secondary), width);
    Part part { QStringLiteral("heading"), title.text, {}, { title, line }, 1 };
    height = 46;
    if (!options.showsNumbers || !subject.report)
        return part;
    QSizeF taken(0, 0);
    Part numbers { {}, {}, {}, figures(*subject.report, theme, width, taken), 1 };
    const bool isBeside
        = taken.height() <= kFigureRow && std::max(title.width, line.width) + 40 + taken.width() <= width;
    translate(numbers, isBeside ? QPointF(width - taken.width(), 0) : QPointF(0, height + 10));
    if (!isBeside)
        height += taken.height();
    part.shapes.insert(part.shapes.end(), numbers.shapes.begin(), numbers.shapes.end());
    return part;
}

Part goneList(const Gone &gone, const DiagramOptions &options, double width, double &height)
{
    const theme::Theme &theme = themeOf(options);
    Part part { QStringLiteral("gone"), changeWord(Change::Gone), {}, {}, 1 };
    height = 0;
    const auto put = [&](const Shape &sign, const QString &text) {
        part.shapes.push_back(sign);
        part.shapes.emplace_back(
            label(text, { 29, height + kFindingRow / 2 }, 12, kPlain, theme.color(Role::Text), width - 29));
        height += kFindingRow;
    };
    if (!gone.cards.empty())
        put(Box { QRectF(0, 3.5, 21, 13), 3, changeSoft(theme, Change::Gone), goneStroke(theme) },
            fittingList(gone.cards, tr("Gone: %1"), width - 29));
    if (!gone.lines.empty())
        put(
            Path {
                { { 0, height + kFindingRow / 2 }, { 22, height + kFindingRow / 2 } }, false, {}, goneStroke(theme) },
            fittingList(gone.lines, tr("%n connection(s) gone: %1", nullptr, static_cast<int>(gone.lines.size())),
                        width - 29));
    return part;
}

Part findingList(const analysis::Report &report, const std::set<std::string> &subjects, const DiagramOptions &options,
                 double width, double &height, std::set<CardState> &states)
{
    const theme::Theme &theme = themeOf(options);
    Part part { QStringLiteral("findings"), tr("Findings"), {}, {}, 1 };
    height = 0;
    std::vector<Said> worst;
    int hints = 0; // of less weight, which are only counted
    for (const analysis::Finding &finding : report.findings) {
        const bool isHere = finding.subjects.empty()
            || std::any_of(finding.subjects.begin(), finding.subjects.end(),
                           [&](const std::string &id) { return subjects.count(id) > 0; });
        if (finding.acknowledged || !isHere)
            continue;
        if (finding.severity == analysis::Severity::Info) {
            ++hints;
            continue;
        }
        const auto like = std::find_if(worst.begin(), worst.end(),
                                       [&](const Said &each) { return isAlike(*each.finding, finding); });
        if (like == worst.end())
            worst.push_back({ &finding, 0 });
        else
            ++like->others;
    }
    for (std::size_t i = 0; i < std::min(worst.size(), kMostFindings); ++i) {
        const CardState state
            = worst[i].finding->severity == analysis::Severity::Error ? CardState::Critical : CardState::Warning;
        addSymbol(part.shapes, state, QRectF(0, height + kFindingRow / 2 - 4.5, 9, 9),
                  canvas::stateColor(theme, state));
        states.insert(state);
        part.shapes.emplace_back(label(sentenceOf(worst[i], report), { 17, height + kFindingRow / 2 }, 12, kPlain,
                                       theme.color(Role::Text), width - 17));
        height += kFindingRow;
    }
    const int more = static_cast<int>(worst.size() - std::min(worst.size(), kMostFindings)) + hints;
    if (more > 0 && !worst.empty()) {
        part.shapes.emplace_back(label(tr("and %n more", nullptr, more), { 17, height + kFindingRow / 2 }, 12, kPlain,
                                       theme.color(Role::Secondary)));
        height += kFindingRow;
    }
    return part;
}

} // namespace headroom::pictures
