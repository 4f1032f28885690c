#include "views/export/surroundings.h"

#include "model/report_writing/words.h"
#include "model/reporting/numbers.h"
#include "views/canvas/symbols.h"
#include "views/export/line_shapes.h"
#include "views/export/text_fit.h"
#include "views/stages/indicators.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace headroom::pictures {

using canvas::CardState;
using canvas::LineStyle;
using theme::Role;

namespace {

constexpr int kPlain = QFont::Normal;
constexpr int kStrong = QFont::Bold; ///< other programs have no weight between this and the plain one
constexpr double kLegendRow = 22;
constexpr double kLegendGap = 22; ///< between two entries
constexpr double kFigureGap = 28; ///< between two key figures
constexpr double kFindingRow = 20;
constexpr std::size_t kMostFindings = 5;

/// One explained sign, drawn from (0, 0) with its middle at 0.
struct Entry {
    std::vector<Shape> shapes;
    double width = 0;
};

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Picture)
};

class Legend {
public:
    Legend(const DiagramOptions &options, double width)
        : m_theme(themeOf(options))
        , m_width(width)
    {
    }

    void addLine(const QColor &color, const QList<double> &dashes, const QString &text)
    {
        std::vector<Shape> shapes { Path { { { 0, 0 }, { 22, 0 } }, false, {}, { color, 1.8, dashes } },
                                    Path { { { 29, 0 }, { 21, 3.6 }, { 21, -3.6 } }, true, color } };
        add(std::move(shapes), 37, text);
    }

    void addState(CardState state, const QString &text)
    {
        std::vector<Shape> shapes;
        addSymbol(shapes, state, QRectF(0, -4.5, 9, 9), canvas::stateColor(m_theme, state));
        add(std::move(shapes), 16, text);
    }

    void addSquare(const QColor &fill, const QColor &line, const QString &text)
    {
        add({ Box { QRectF(0, -5, 10, 10), 3, fill, { line, 1.2 } } }, 17, text);
    }

    /// Entries in rows; a word of caution at the end of the last, or on one of its own.
    Part finish(double &height)
    {
        const Label caution = label(Words::tr("Figures rest on calibrated defaults, not on measurements."), {}, 10,
                                    kPlain, m_theme.color(Role::Faint), m_width, Anchor::End);
        if (m_showsCaution && m_x > 0 && m_x + caution.width > m_width)
            breakRow();
        if (m_showsCaution) {
            Label placed = caution;
            placed.at += QPointF(m_width, m_y);
            m_part.shapes.emplace_back(placed);
        }
        height = m_part.shapes.empty() ? 0 : m_y + kLegendRow / 2;
        m_part.id = QStringLiteral("legend");
        m_part.title = Words::tr("Legend");
        return std::move(m_part);
    }

    void showCaution() { m_showsCaution = true; }

private:
    void breakRow()
    {
        m_x = 0;
        m_y += kLegendRow;
    }

    void add(std::vector<Shape> shapes, double textAt, const QString &text)
    {
        Part entry { {}, {}, {}, std::move(shapes), 1 };
        const Label words = label(text, { textAt, 0 }, 11, kPlain, m_theme.color(Role::Secondary), m_width - textAt);
        const double width = textAt + words.width;
        entry.shapes.emplace_back(words);
        if (m_x > 0 && m_x + width > m_width)
            breakRow();
        translate(entry, { m_x, m_y });
        m_part.shapes.insert(m_part.shapes.end(), entry.shapes.begin(), entry.shapes.end());
        m_x += width + kLegendGap;
    }

    const theme::Theme &m_theme;
    double m_width;
    Part m_part;
    double m_x = 0;
    double m_y = kLegendRow / 2;
    bool m_showsCaution = false;
};

QString subtitleOf(const Subject &subject)
{
    const project::Project &project = *subject.project;
    const project::Stage &stage = *project.stages[subject.stage];
    QString line
        = Words::tr("Stage %1 of %2: %3").arg(subject.stage + 1).arg(project.stages.size()).arg(visible(stage.name));
    if (subject.before)
        line = Words::tr("%1, compared with %2").arg(line, visible(subject.beforeName));
    if (subject.report)
        line += Words::tr(" · at %1 users").arg(QString::fromStdString(reporting::grouped(subject.report->users)));
    return line;
}

/// Captions above values, from (0, 0) to the right. @param width  gets what they take.
std::vector<Shape> figures(const analysis::Report &report, const theme::Theme &theme, double most, double &width)
{
    std::vector<Shape> shapes;
    double x = 0;
    for (const stages::Indicator &each : stages::indicatorsOf(report)) {
        const Label caption = label(each.caption, { x, 6 }, 10, kPlain, theme.color(Role::Secondary));
        const Label value = label(each.value, { x, 22 }, 15, kStrong, theme.color(Role::Text));
        const Label note = label(each.note, { x, 38 }, 10, kPlain, theme.color(each.noteRole));
        const double wide = std::max({ caption.width, value.width, note.width });
        if (x + wide > most && x > 0)
            break; // a small picture names the first of them
        shapes.insert(shapes.end(), { caption, value, note });
        x += wide + kFigureGap;
    }
    width = std::max(x - kFigureGap, 0.0);
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
    return said.others == 0 ? sentence : Words::tr("%1, and %n more like it", nullptr, said.others).arg(sentence);
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
        = label(name.isEmpty() ? Words::tr("Untitled") : name, { 0, 13 }, 20, kStrong, theme.color(Role::Text), width);
    const Label line = label(subtitleOf(subject), { 0, 35 }, 12, kPlain, theme.color(Role::Secondary), width);
    Part part { QStringLiteral("heading"), title.text, {}, { title, line }, 1 };
    height = 46;
    if (!options.showsNumbers || !subject.report)
        return part;
    double figuresWidth = 0;
    Part numbers { {}, {}, {}, figures(*subject.report, theme, width, figuresWidth), 1 };
    const bool isBeside = std::max(title.width, line.width) + 40 + figuresWidth <= width;
    translate(numbers, isBeside ? QPointF(width - figuresWidth, 0) : QPointF(0, height + 10));
    if (!isBeside)
        height += 56;
    part.shapes.insert(part.shapes.end(), numbers.shapes.begin(), numbers.shapes.end());
    return part;
}

Part legend(const Shown &shown, const DiagramOptions &options, const catalog::Catalog &catalog, double width,
            double &height)
{
    const theme::Theme &theme = themeOf(options);
    Legend legend(options, width);
    if (shown.lines.count(LineStyle::Solid))
        legend.addLine(theme.color(Role::Edge), {}, Words::tr("waits for the answer"));
    if (shown.lines.count(LineStyle::Dashed))
        legend.addLine(theme.color(Role::Async), dashesOf(LineStyle::Dashed), Words::tr("asynchronous"));
    if (shown.hasReplication)
        legend.addLine(theme.color(Role::Data), dashesOf(LineStyle::Dotted), Words::tr("copies data"));
    if (shown.hasWatching)
        legend.addLine(theme.color(Role::Edge), dashesOf(LineStyle::Dotted), Words::tr("carries no load"));
    if (shown.states.count(CardState::Critical))
        legend.addState(CardState::Critical, Words::tr("critical"));
    if (shown.states.count(CardState::Warning))
        legend.addState(CardState::Warning, Words::tr("warning"));
    for (const Change change : { Change::Added, Change::Changed, Change::Gone })
        if (shown.changes.count(change))
            legend.addSquare(changeSoft(theme, change), changeColor(theme, change), changeWord(change));
    for (const catalog::Family &family : catalog.families())
        if (shown.families.count(family.id))
            legend.addSquare(theme.familySoft(family.id), theme.family(family.id),
                             QString::fromStdString(family.title));
    if (options.showsNumbers && !shown.states.empty())
        legend.showCaution();
    return legend.finish(height);
}

Part goneList(const std::vector<std::string> &names, const DiagramOptions &options, double width, double &height)
{
    const theme::Theme &theme = themeOf(options);
    Part part { QStringLiteral("gone"), changeWord(Change::Gone), {}, {}, 1 };
    part.shapes.emplace_back(Box { QRectF(0, kFindingRow / 2 - 4.5, 9, 9),
                                   3,
                                   changeSoft(theme, Change::Gone),
                                   { changeColor(theme, Change::Gone), 1.2 } });
    part.shapes.emplace_back(
        label(Words::tr("Gone: %1")
                  .arg(QString::fromStdString(report_writing::listed(report_writing::counted(names), names.size()))),
              { 17, kFindingRow / 2 }, 12, kPlain, theme.color(Role::Text), width - 17));
    height = kFindingRow;
    return part;
}

Part findingList(const analysis::Report &report, const std::set<std::string> &subjects, const DiagramOptions &options,
                 double width, double &height)
{
    const theme::Theme &theme = themeOf(options);
    Part part { QStringLiteral("findings"), Words::tr("Findings"), {}, {}, 1 };
    height = 0;
    std::vector<Said> worst;
    for (const analysis::Finding &finding : report.findings) {
        const bool isHere = finding.subjects.empty()
            || std::any_of(finding.subjects.begin(), finding.subjects.end(),
                           [&](const std::string &id) { return subjects.count(id) > 0; });
        if (finding.severity == analysis::Severity::Info || finding.acknowledged || !isHere)
            continue;
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
        part.shapes.emplace_back(label(sentenceOf(worst[i], report), { 17, height + kFindingRow / 2 }, 12, kPlain,
                                       theme.color(Role::Text), width - 17));
        height += kFindingRow;
    }
    if (worst.size() > kMostFindings) {
        const int more = static_cast<int>(worst.size() - kMostFindings);
        part.shapes.emplace_back(label(Words::tr("and %n more", nullptr, more), { 17, height + kFindingRow / 2 }, 12,
                                       kPlain, theme.color(Role::Secondary)));
        height += kFindingRow;
    }
    return part;
}

} // namespace headroom::pictures
