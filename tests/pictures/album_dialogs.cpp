#include "app/shell/compare_controls.h"
#include "app/shell/file_guard.h"
#include "tests/pictures/album.h"
#include "views/compare/stage_compare.h"
#include "views/compare/table_turns.h"
#include "views/notices/notice_bar.h"
#include "views/palette/palette_view.h"
#include "views/start/start_page.h"
#include "views/workload/workload_dialog.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

namespace headroom::test {

void Album::takeDialogs()
{
    if (!mayHold("dialog"))
        return;
    const auto window = feed();
    for (const auto &[action, name] :
         { std::pair("preferences", "dialog-preferences"), std::pair("shortcuts", "dialog-shortcuts"),
           std::pair("edit-keys", "dialog-keys"), std::pair("export", "dialog-export"),
           std::pair("report", "dialog-report"), std::pair("about", "dialog-about"),
           std::pair("compare-stages", "dialog-compare"), std::pair("open", "dialog-open"),
           std::pair("save-as", "dialog-save") })
        takeModal(name, [&window, id = action] { window->action(id)->trigger(); });
    if (compare::StageCompare *dialog = window->comparison().dialog(); dialog && isWanted("dialog-compare")) {
        dialog->show();
        dialog->tables()->views()->setCurrentIndex(1); // where its tables take turns
        rest(2 * kRest);
        keep(*dialog, "dialog-compare-figures");
        dialog->close();
    }
    if (isWanted("dialog-workload"))
        for (int page = 0; page < window->workloadDialog().tabs()->count(); ++page) {
            window->workloadDialog().open(page);
            rest();
            keep(window->workloadDialog(), ("dialog-workload-" + std::to_string(page)).c_str());
        }
    window->workloadDialog().close();
    if (isWanted("dialog-commands")) {
        window->action("commands")->trigger();
        rest();
        keep(*window, "dialog-commands");
    }
}

/// What asks before something would be lost, and what says that something did not work.
void Album::takeAnswers()
{
    if (!mayHold("answer"))
        return;
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("shop.headroom"));
    const auto window = feed();
    auto *findings = window->findChild<findings::FindingsView *>();
    findings->choose(0);
    rest();
    takeModal("answer-acknowledge", [findings] { findings->acknowledgeButton()->click(); });
    takeModal("answer-broken", [&] {
        QFile file(path);
        (void)(file.open(QIODevice::WriteOnly) && file.write("{ \"format\": \"headroom\", "));
        file.close();
        window->openFile(path);
    });
    (void)window->document().perform(edits::RenameProject { "Shop" });
    takeModal("answer-unsaved", [&window] { window->close(); });
    (void)window->document().save(path);
    (void)window->guard().take(path);
    (void)window->document().perform(edits::RenameElement { 4, "db", "Orders and payments" });
    project::Project theirs = *window->document().snapshot();
    theirs.name = "Shop, as a colleague has it";
    QFile file(path);
    (void)(file.open(QIODevice::WriteOnly) && file.write(serialization::writeProject(theirs).c_str()));
    file.close();
    window->guard().watch().look();
    rest();
    keep(*window, "answer-changed-file");
    takeModal("answer-versions", [&window] { window->notice().buttons().first()->click(); });
    window->document().undoStack().setClean();
}

void Album::takeNotices()
{
    if (!mayHold("notice"))
        return;
    const auto window = feed();
    auto *findings = window->findChild<findings::FindingsView *>();
    for (int i = 0; i < findings->count() && findings->fixButton()->isHidden(); ++i)
        findings->choose(i);
    findings->fixButton()->click();
    rest();
    keep(*window, "notice-fix");
    window->action("lay-out")->trigger();
    rest(3 * kRest);
    keep(*window, "notice-layout");
}

void Album::takeSearches()
{
    if (!mayHold("search"))
        return;
    const auto window = feed();
    auto *palette = &window->palettePanel();
    for (const auto &[typed, name] :
         { std::pair("redis", "search-palette"), std::pair("no such thing", "search-palette-nothing") }) {
        palette->findChild<QLineEdit *>()->setText(QLatin1String(typed));
        rest();
        keep(*palette, name);
    }
    for (const auto &[typed, name] : { std::pair("", "search-find"), std::pair("data", "search-find-some"),
                                       std::pair("no such thing", "search-find-nothing") }) {
        window->action("find")->trigger();
        rest();
        QTest::keyClicks(QApplication::focusWidget(), QLatin1String(typed));
        rest();
        keep(*window, name);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    }
}

void Album::takeStartPage()
{
    if (!mayHold("start"))
        return;
    const auto window = feed();
    window->showStart();
    window->startPage().setRecent({ { QStringLiteral("/home/maria/designs/web-shop.headroom"), true, true },
                                    { QStringLiteral("/home/maria/designs/customer relationship and subscription "
                                                     "management platform, third generation.headroom"),
                                      false, true },
                                    { QStringLiteral("/media/stick/lost.headroom"), false, false } });
    window->startPage().setRecoveries({ { QStringLiteral("1"), QStringLiteral("Web shop"),
                                          QStringLiteral("12 steps, the last 11/28/26, 7:55 PM: Move Database\n"
                                                         "/home/maria/designs/web-shop.headroom"),
                                          window->document().snapshot(), 4 } });
    rest(4 * kRest);
    keep(*window, "start-recovery");
}

} // namespace headroom::test
