#include "model/analysis/report.h"
#include "tests/benchmarks/measure.h"
#include "tests/support/canvas_mesh.h"
#include "tests/support/model_support.h"
#include "views/canvas/canvas_view.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace headroom::bench {

namespace {

constexpr int kFrames = 41;
constexpr double kMotion = 16; ///< ms a frame
constexpr double kSharp = 50;

/// Says how often it was painted.
class CountingCanvas final : public canvas::CanvasView {
public:
    using CanvasView::CanvasView;
    [[nodiscard]] int paints() const { return m_paints; }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        CanvasView::paintEvent(event);
        ++m_paints;
    }

private:
    int m_paints = 0;
};

/// How a picture comes to be sharp: the longest time without listening on the way, and the whole of it.
struct Sharpening {
    Times longest;
    Times whole;
    void sort()
    {
        for (Times *each : { &longest, &whole })
            std::sort(each->milliseconds.begin(), each->milliseconds.end());
    }
};

/// Numbers for every card and line, others for every round.
std::shared_ptr<const analysis::Report> reportOf(const project::Stage &stage, int round)
{
    auto report = std::make_shared<analysis::Report>();
    for (std::size_t i = 0; i < stage.components.size(); ++i) {
        analysis::ComponentReport each;
        each.id = stage.components[i].id;
        each.isReached = true;
        each.utilization = 0.05 + 0.01 * static_cast<double>((i * 7 + static_cast<std::size_t>(round) * 3) % 97);
        each.requestsPerSecond = 1e5 * each.utilization;
        each.instances = static_cast<double>(i % 4 + 1);
        each.band = each.utilization > 0.85 ? analysis::Band::Critical
            : each.utilization > 0.7        ? analysis::Band::Watch
                                            : analysis::Band::Fine;
        each.isSinglePoint = i % 23 == 0;
        each.fullestResource = 0;
        each.resources.push_back({ { each.utilization, 1, each.utilization, each.band }, "cpu", "CPU", "vCPU" });
        each.resources.push_back({ { 0.3, 1, 0.3, analysis::Band::Fine }, "memory", "Memory", "GiB" });
        report->components.push_back(std::move(each));
    }
    for (std::size_t i = 0; i < stage.connections.size(); ++i) {
        analysis::ConnectionReport each;
        each.id = stage.connections[i].id;
        each.requestsPerSecond = 10.0 * static_cast<double>((i * 31 + static_cast<std::size_t>(round) * 11) % 9973);
        report->connections.push_back(std::move(each));
    }
    return report;
}

/// A canvas with a large design at 1600 × 1000, and hands for it.
class Stand {
public:
    explicit Stand(std::size_t components)
        : m_project(std::make_shared<project::Project>(test::canvasMesh(components)))
        , m_view(test::theCatalog())
    {
        m_view.resize(1600, 1000);
        m_view.setMotion(false);
        m_view.show();
        m_view.setSnapshot(m_project, 0);
        m_view.setReport(reportOf(*m_project->stages.front(), 0));
        m_view.fitAll();
        rest();
    }

    void look(double zoom)
    {
        m_view.fitAll();
        if (zoom > 0)
            m_view.zoomBy(zoom / m_view.zoom());
        rest();
    }
    [[nodiscard]] double fit()
    {
        m_view.fitAll();
        return m_view.zoom();
    }

    /// Frames while the wheel moves it about.
    [[nodiscard]] Times pan()
    {
        return frames([this](int i) {
            wheel(i % 2 ? QPoint(37, -61) : QPoint(-29, 53), i % 4 < 2 ? QPoint(-80, -40) : QPoint(60, 70), {});
        });
    }

    /// Frames on a way from all of it to 100 % and back, and what it takes to be sharp at the stops between.
    [[nodiscard]] Times zoom(Sharpening &sharp)
    {
        Times times;
        m_view.fitAll();
        rest();
        const double steps = std::ceil(std::log(1 / m_view.zoom()) / std::log(1.0015) / 40);
        for (const int way : { 1, -1 })
            for (int i = 0; i < static_cast<int>(steps); ++i) {
                times.milliseconds.push_back(frame([&] { wheel({}, QPoint(0, way * 40), Qt::ControlModifier); }));
                if (i % 9 != 4)
                    continue;
                sharpen(sharp);
                rest();
            }
        return sorted(std::move(times));
    }

    /// Frames of a drag of this many cards, the first of which is grabbed. It is dropped by Escape.
    [[nodiscard]] Times drag(std::size_t cards)
    {
        const std::vector<int> seen = cardsInSight(cards);
        std::vector<std::string> ids;
        for (const int index : seen)
            ids.push_back(m_view.faces().component(index).id);
        m_view.setSelection(ids);
        rest();
        const QPointF grip = m_view.cardRect(ids.front()).center();
        Times times;
        times.milliseconds.push_back(frame([&] { mouse(QEvent::MouseButtonPress, grip); }));
        for (int i = 1; i < kFrames; ++i)
            times.milliseconds.push_back(
                frame([&] { mouse(QEvent::MouseMove, grip + QPointF(i * 5, std::sin(i * 0.3) * 60)); }));
        QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
        QCoreApplication::sendEvent(&m_view, &escape);
        mouse(QEvent::MouseButtonRelease, grip);
        m_view.setSelection({});
        rest();
        return sorted(std::move(times));
    }

    /// From other numbers on all cards and lines to the picture.
    [[nodiscard]] Sharpening change()
    {
        Sharpening times;
        for (int i = 0; i < kFrames; ++i) {
            const auto next = reportOf(*m_project->stages.front(), i + 1);
            sharpen(times, [&] { m_view.setReport(next); });
            m_shown = next; // the one before is given back outside the measured time, as the program's pool does
        }
        times.sort();
        return times;
    }

    /// From the drop of a card to the picture.
    [[nodiscard]] Sharpening drop()
    {
        Sharpening times;
        for (int i = 0; i < 15; ++i) {
            auto next = std::make_shared<project::Project>(*m_project);
            project::Stage stage = *next->stages.front();
            stage.components[stage.components.size() / 2].position.x += 8;
            next->stages.front() = std::make_shared<project::Stage>(std::move(stage));
            sharpen(times, [&] { m_view.setSnapshot(next, 0); });
            m_project = next;
        }
        times.sort();
        return times;
    }

private:
    static Times sorted(Times times)
    {
        std::sort(times.milliseconds.begin(), times.milliseconds.end());
        return times;
    }
    static double frame(const std::function<void()> &work)
    {
        const double start = now();
        work();
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        return now() - start;
    }
    /// From that work on, or without any from the end of the motion on, until all is painted.
    void sharpen(Sharpening &times, const std::function<void()> &work = {})
    {
        const int paints = m_view.paints();
        double whole = 0, longest = 0;
        const auto note = [&](double taken) {
            if (!work && m_view.paints() == paints)
                return; // it waits whether the motion goes on
            whole += taken;
            longest = std::max(longest, taken);
        };
        note(frame(work ? work : [] {}));
        for (int painted = -1; !m_view.isSharp() || painted != m_view.paints();) {
            painted = m_view.paints();
            note(frame([] {}));
        }
        times.whole.milliseconds.push_back(whole);
        times.longest.milliseconds.push_back(longest);
    }
    Times frames(const std::function<void(int)> &work)
    {
        Times times;
        for (int i = 0; i < kFrames; ++i)
            times.milliseconds.push_back(frame([&] { work(i); }));
        rest();
        return sorted(std::move(times));
    }
    /// Until it is sharp again.
    static void rest() { QTest::qWait(220); }

    void wheel(QPoint from, QPoint way, Qt::KeyboardModifiers keys)
    {
        const QPointF at = QPointF(m_view.rect().center() + from);
        QWheelEvent event(at, m_view.mapToGlobal(at), {}, way, Qt::NoButton, keys, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&m_view, &event);
    }
    void mouse(QEvent::Type type, QPointF at)
    {
        const bool isUp = type == QEvent::MouseButtonRelease;
        QMouseEvent event(type, at, m_view.mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
                          isUp ? Qt::NoButton : Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&m_view, &event);
    }
    [[nodiscard]] std::vector<int> cardsInSight(std::size_t most) const
    {
        std::vector<int> cards;
        const QRectF inner = QRectF(m_view.rect()).adjusted(300, 200, -300, -200);
        m_view.faces().cardsIn({ m_view.toScene(inner.topLeft()), m_view.toScene(inner.bottomRight()) }, cards);
        for (int i = 0; cards.size() < most && i < static_cast<int>(m_view.faces().components().size()); ++i)
            if (std::find(cards.begin(), cards.end(), i) == cards.end())
                cards.push_back(i);
        cards.resize(std::min(cards.size(), most));
        return cards;
    }

    project::Snapshot m_project;
    CountingCanvas m_view;
    std::shared_ptr<const analysis::Report> m_shown;
};

void addSharpening(Table &table, const std::string &what, const Sharpening &times)
{
    table.add(what + ", until it is sharp", times.whole, kSharp);
    table.add("    its longest frame", times.longest, kMotion, Judged::NineteenOfTwenty);
}

void addRows(Table &table, Stand &stand, const std::string &what)
{
    Sharpening stops;
    table.add(what + ": a frame of zooming from all to 100 % and back", stand.zoom(stops), kMotion,
              Judged::NineteenOfTwenty);
    stops.sort();
    addSharpening(table, "  the stops between", stops);
    const double fit = stand.fit();
    for (const double zoom : { 0.0, 0.21, 0.3, 0.5, 1.0 }) {
        if (zoom > 0 && zoom < fit)
            continue;
        stand.look(zoom);
        const int percent = static_cast<int>(std::lround(100 * (zoom > 0 ? zoom : fit)));
        const std::string at = "  at " + std::to_string(percent) + " %: ";
        table.add(at + "a frame of panning", stand.pan(), kMotion, Judged::NineteenOfTwenty);
        table.add(at + "a frame of dragging one card", stand.drag(1), kMotion, Judged::NineteenOfTwenty);
        table.add(at + "a frame of dragging 500 cards", stand.drag(500), kMotion, Judged::NineteenOfTwenty);
        addSharpening(table, at + "every number changed", stand.change());
        addSharpening(table, at + "a card dropped", stand.drop());
    }
}

} // namespace

void benchCanvas(Table &table)
{
    {
        Stand stand(10000);
        addRows(table, stand, "canvas, 10,000 components");
    }
    Stand stand(1000);
    addRows(table, stand, "canvas, 1,000 components");
}

} // namespace headroom::bench
