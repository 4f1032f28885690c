#include "app/resources/resources.h"
#include "app/shell/main_window.h"
#include "model/serialization/project_json.h"
#include "tests/benchmarks/measure.h"
#include "tests/support/canvas_mesh.h"
#include "tests/support/generated_design.h"
#include "views/canvas/canvas_view.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <malloc.h>
#include <unistd.h>

namespace headroom::bench {

namespace {

/// What the process has in memory, MiB, after it gave back what it does not use.
double residentMebibytes()
{
    malloc_trim(0);
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> pages = file.readAll().split(' ');
    return pages.value(1).toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

QString writtenTo(const QTemporaryDir &folder, const project::Project &project)
{
    const QString path = folder.filePath(QString::fromStdString(project.name) + QStringLiteral(".headroom"));
    QFile out(path);
    if (out.open(QIODevice::WriteOnly))
        out.write(QByteArray::fromStdString(serialization::writeProject(project)));
    return path;
}

void handleEvents()
{
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
}

/// A window on a design that is in a file, painted and without work.
std::unique_ptr<app::MainWindow> windowFor(const catalog::Catalog &catalog)
{
    auto window = std::make_unique<app::MainWindow>(catalog);
    window->resize(1600, 1000);
    window->canvas().setMotion(false);
    window->startFromTemplate(QStringLiteral("seven-stages"));
    window->show();
    QTest::qWait(1500);
    return window;
}

void measureLarge(Table &table, const catalog::Catalog &catalog, const QTemporaryDir &folder)
{
    const QString file = writtenTo(folder, test::canvasMesh(10000));
    Times opening;
    double before = 0;
    double after = 0;
    for (int i = 0; i < 5; ++i) {
        const std::unique_ptr<app::MainWindow> window = windowFor(catalog);
        if (i == 0)
            before = residentMebibytes();
        const double start = now();
        window->openFile(file);
        do
            handleEvents();
        while (!window->canvas().isSharp());
        opening.milliseconds.push_back(now() - start);
        if (i == 0) {
            (void)QTest::qWaitFor([&] { return window->report() != nullptr; }, 20000);
            QTest::qWait(500);
            after = residentMebibytes();
        }
    }
    std::sort(opening.milliseconds.begin(), opening.milliseconds.end());
    table.add("10,000 components: from the file to the first sharp picture", opening, 1000);
    table.addAmount("  memory above a window without it, MiB", after - before, 150);
}

/// How long each of these holds up the window, until it has painted what came of it.
void measureMiddling(Table &table, const catalog::Catalog &catalog, const QTemporaryDir &folder)
{
    const test::GeneratedShape shape { .components = 200, .perComponent = 1.5 };
    project::Project project = test::generatedDesign(shape);
    project::Stage stage = *project.stages.front();
    for (std::size_t i = 0; i < stage.components.size(); ++i) // generated designs all lie at one point
        stage.components[i].position = { static_cast<double>(i % 20) * 260, static_cast<double>(i / 20) * 130 };
    project.stages = { std::make_shared<project::Stage>(std::move(stage)) };
    const std::unique_ptr<app::MainWindow> window = windowFor(catalog);
    window->openFile(writtenTo(folder, project));
    QTest::qWait(2000);
    Times edits, users, answers;
    const auto work = [&](Times &times, const std::function<void()> &interaction) {
        const std::shared_ptr<const analysis::Report> before = window->report();
        const double start = now();
        interaction();
        handleEvents();
        times.milliseconds.push_back(now() - start);
        double longest = 0;
        while (window->report() == before) {
            const double from = now();
            handleEvents();
            longest = std::max(longest, now() - from);
        }
        answers.milliseconds.push_back(longest);
    };
    for (int i = 0; i < 41; ++i) {
        work(edits, [&] {
            (void)window->document().perform(edits::SetParameter { 0, "s20", "service_time", 0.01 + 0.0001 * i });
        });
        work(users, [&] { window->setUsers(1e4 * std::pow(1.1, i)); });
    }
    for (Times *times : { &edits, &users, &answers })
        std::sort(times->milliseconds.begin(), times->milliseconds.end());
    table.add("200 components: an edit, until the window listens again", edits, 8);
    table.add("  a step of the users slider", users, 8);
    table.add("  the longest hold-up until the fresh numbers are seen", answers, 8);
    window->document().undoStack().setClean();
}

} // namespace

void benchOpening(Table &table)
{
    const Result<catalog::Catalog> catalog = app::loadCatalog();
    if (!catalog)
        return;
    const QTemporaryDir folder;
    measureLarge(table, *catalog, folder);
    measureMiddling(table, *catalog, folder);
}

} // namespace headroom::bench
