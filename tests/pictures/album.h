#pragma once

#include "app/language/language.h"
#include "app/shell/docks.h"
#include "model/layout/stage_layout.h"
#include "model/serialization/project_json.h"
#include "tests/app/window_fixture.h"
#include "tests/support/generated_design.h"
#include "tests/support/nasty_names.h"
#include "views/findings/findings_view.h"
#include "views/inspector/inspector_view.h"

#include <QApplication>
#include <QDialog>
#include <QMenu>
#include <QSignalSpy>
#include <QTabBar>
#include <QTimer>

#include <algorithm>
#include <iostream>

namespace headroom::test {

inline constexpr int kRest = 450; ///< ms until what slides, fades and is sharpened late has come to rest

/// Takes the pictures of one language, look and size, each named after what it shows.
class Album {
public:
    Album(app::Language &language, QDir folder, QString prefix, QSize size, QString only)
        : m_catalog(language.catalog())
        , m_folder(std::move(folder))
        , m_prefix(std::move(prefix))
        , m_size(size)
        , m_only(std::move(only))
    {
    }

    void takeAll()
    {
        takeWindows();
        takePanels();
        takeInspector();
        takeGrowth();
        takeGrowthPages();
        takeDialogs();
        takeAnswers();
        takeStartPage();
        takeNotices();
        takeSearches();
        takeMenus();
        takeEmptyStates();
        takeLarge();
    }

private:
    using Act = std::function<void(app::MainWindow &)>;

    static void rest(int milliseconds = kRest) { QTest::qWait(milliseconds); }

    static std::string example(const char *name)
    {
        QFile file(QStringLiteral(HEADROOM_SOURCE_DIR "/examples/%1.headroom").arg(QLatin1String(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    }

    [[nodiscard]] bool isWanted(const char *name) const
    {
        return m_only.isEmpty() || QLatin1String(name).contains(m_only) || m_only.startsWith(QLatin1String(name));
    }

    /// Whether pictures of that group may be wanted: also when the text is a part of a name that tells no group.
    [[nodiscard]] bool mayHold(const char *group) const
    {
        static const QStringList groups { QStringLiteral("window"),    QStringLiteral("panel"),
                                          QStringLiteral("inspector"), QStringLiteral("growth"),
                                          QStringLiteral("dialog"),    QStringLiteral("answer"),
                                          QStringLiteral("start"),     QStringLiteral("notice"),
                                          QStringLiteral("search"),    QStringLiteral("menu"),
                                          QStringLiteral("empty"),     QStringLiteral("large"),
                                          QStringLiteral("long-names") };
        return isWanted(group) || std::none_of(groups.begin(), groups.end(), [this](const QString &each) {
                   return each.contains(m_only) || m_only.startsWith(each);
               });
    }

    void keep(QWidget &part, const char *name)
    {
        if (!isWanted(name))
            return;
        const QString file = m_folder.filePath(QStringLiteral("%1-%2.png").arg(m_prefix, QLatin1String(name)));
        if (!part.grab().save(file)) {
            std::cerr << "cannot write " << file.toStdString() << '\n';
            std::exit(4);
        }
        std::cout << file.toStdString() << '\n';
    }

    /// A settled window on a design; an empty text leaves the empty design.
    std::unique_ptr<app::MainWindow> open(const std::string &text, int stage, double users)
    {
        QSettings().remove(QStringLiteral("window"));
        auto window = std::make_unique<app::MainWindow>(m_catalog);
        window->canvas().setMotion(false);
        window->resize(m_size);
        if (text.empty())
            window->startFromTemplate(QStringLiteral("empty"));
        else
            (void)window->document().startFrom(text, QStringLiteral("picture"));
        window->showStage(stage);
        window->setUsers(users);
        QSignalSpy settled(window.get(), &app::MainWindow::settled);
        window->show();
        settled.wait(20000);
        window->canvas().fitAll();
        rest();
        return window;
    }

    std::unique_ptr<app::MainWindow> feed() { return open(example("social-feed"), 4, 1.4e6); }

    void takeWindows()
    {
        if (isWanted("window-feed")) {
            const auto window = feed();
            window->canvas().setSelection({ "db" });
            rest();
            keep(*window, "window-feed");
        }
        if (isWanted("window-start")) {
            const auto window = feed();
            window->showStart();
            rest();
            keep(*window, "window-start");
        }
        if (isWanted("window-present")) {
            const auto window = feed();
            window->action("present")->setChecked(true);
            window->setWindowState(Qt::WindowNoState); // this platform's full screen is small
            window->resize(m_size);
            rest();
            keep(*window, "window-present");
            window->action("present")->setChecked(false);
        }
        if (isWanted("window-tour")) {
            const auto window = feed();
            window->action("tour")->trigger();
            rest();
            keep(*window, "window-tour");
        }
    }

    /// Each panel floating, as wide as it is in the window and higher.
    void takePanels()
    {
        if (!mayHold("panel"))
            return;
        const auto window = feed();
        for (const char *id : { "palette", "outline", "inspector", "history", "utilization", "latency", "cost",
                                "stage-map", "availability", "findings" }) {
            (void)window->document().perform(edits::RenameProject { id }); // something for the history
            QDockWidget *dock = window->docks().dock(QLatin1String(id));
            window->docks().reveal(QLatin1String(id));
            dock->setFloating(true);
            dock->resize(dock->width() > 420 ? 520 : 330, 460);
            rest();
            keep(*dock, ("panel-" + std::string(id)).c_str());
            dock->setFloating(false);
        }
    }

    void takeInspector()
    {
        if (!mayHold("inspector"))
            return;
        const auto window = feed();
        const std::vector<std::pair<const char *, std::vector<std::string>>> selections {
            { "design", {} }, { "component", { "db" } }, { "several", { "db", "cache", "app" } }
        };
        for (const auto &[name, ids] : selections) {
            window->canvas().setSelection(ids);
            for (int tab = 0; tab < 3; ++tab) {
                window->inspector().tabs()->setCurrentIndex(tab);
                rest(900); // Why? is worked out elsewhere
                keep(window->inspector(), ("inspector-" + std::string(name) + '-' + std::to_string(tab)).c_str());
            }
        }
    }

    /// A dialog that keeps the input to itself until it is closed.
    void takeModal(const char *name, const std::function<void()> &ask)
    {
        if (!isWanted(name))
            return;
        QTimer::singleShot(2 * kRest, qApp, [this, name] {
            QWidget *dialog = QApplication::activeModalWidget();
            if (!dialog)
                return;
            keep(*dialog, name);
            static_cast<QDialog *>(dialog)->reject();
        });
        ask();
        rest();
        for (QWidget *top : QApplication::topLevelWidgets()) // one that let the program go on
            if (auto *dialog = qobject_cast<QDialog *>(top); dialog && dialog->isVisible()) {
                rest(2 * kRest);
                if (dialog->isVisible())
                    keep(*dialog, name);
                dialog->close();
            }
    }

    // album_dialogs.cpp
    void takeDialogs();
    void takeAnswers();
    void takeNotices();
    void takeSearches();
    void takeStartPage();
    // album_growth.cpp
    void takeGrowth();
    void takeGrowthPages();
    void takeGrowthPages(const std::string &design, int stage, double users);
    void takeMenus();
    void takeMenu(QMenu &menu, const std::string &name);

    void takeEmptyStates()
    {
        if (!mayHold("empty"))
            return;
        const auto window = open({}, 0, 1000);
        keep(*window, "empty-window");
        for (const char *id :
             { "outline", "history", "utilization", "latency", "cost", "stage-map", "availability", "findings" }) {
            QDockWidget *dock = window->docks().dock(QLatin1String(id));
            window->docks().reveal(QLatin1String(id));
            rest();
            keep(*dock, ("empty-" + std::string(id)).c_str());
        }
    }

    /// Generated designs lie at one point.
    [[nodiscard]] project::Project laidOut(project::Project design) const
    {
        project::Stage stage = *design.stages.front();
        std::vector<std::string> all;
        for (const project::Component &each : stage.components)
            all.push_back(each.id);
        layout::placeLoose(stage, all, m_catalog);
        design.stages = { std::make_shared<const project::Stage>(std::move(stage)) };
        return design;
    }

    void takeLarge()
    {
        for (const std::size_t size : { std::size_t(40), std::size_t(400) }) {
            const std::string name = "large-" + std::to_string(size);
            if (!isWanted(name.c_str()))
                continue;
            GeneratedShape shape;
            shape.components = size;
            const auto window
                = open(serialization::writeProject(laidOut(generatedDesign(shape))), 0, generatedUsers(shape) * 1.7);
            keep(*window, name.c_str());
            window->canvas().resetZoom();
            rest();
            keep(*window, (name + "-close").c_str());
        }
        if (!isWanted("long-names"))
            return;
        const auto window = feed();
        const project::Stage &stage = *window->document().snapshot()->stages[4];
        std::vector<std::string> ids;
        for (const project::Component &each : stage.components)
            ids.push_back(each.id);
        const std::vector<std::string> &names = nastyNames();
        for (std::size_t i = 0; i < ids.size(); ++i)
            (void)window->document().perform(edits::RenameElement {
                4, ids[i],
                i % 2 ? names[i / 2 % names.size()] : "Checkout and payment orchestration service, Europe" });
        (void)window->document().perform(
            edits::RenameProject { "Customer relationship and subscription management platform, third generation" });
        window->canvas().setSelection({ "db" });
        rest(3 * kRest);
        keep(*window, "long-names");
    }

    const catalog::Catalog &m_catalog;
    QDir m_folder;
    QString m_prefix;
    QSize m_size;
    QString m_only;
};

} // namespace headroom::test
