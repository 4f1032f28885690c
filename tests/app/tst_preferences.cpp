#include "app/desktop/desktop_motion.h"
#include "app/language/language.h"
#include "app/shell/docks.h"
#include "app/shell/header_bar.h"
#include "app/shell/windows.h"
#include "model/serialization/project_json.h"
#include "tests/app/dialog_hands.h"
#include "tests/app/window_fixture.h"
#include "tests/support/test_program.h"
#include "views/findings/finding_tree.h"
#include "views/findings/findings_view.h"
#include "views/inspector/inspector_view.h"
#include "views/inspector/why_panel.h"
#include "views/palette/palette_model.h"
#include "views/palette/palette_view.h"
#include "views/preferences/preferences_dialog.h"
#include "views/stages/indicator_strip.h"
#include "views/stages/users_slider.h"

#include <QApplication>
#include <QFile>
#include <QListView>
#include <QMenuBar>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QWhatsThis>

namespace headroom::tst_preferences {

/// Each preference through its widget, and what is seen of it; the language, the numbers and the help that go with it.
class PreferencesTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<app::Language> m_language;
    std::unique_ptr<app::Windows> m_windows;

    app::MainWindow &window() { return *m_windows->all().first(); }

    /// Works in the preferences and closes them with OK.
    void prefer(const std::function<void(preferences::PreferencesDialog &)> &act)
    {
        test::inDialog<preferences::PreferencesDialog>([act](preferences::PreferencesDialog &dialog) {
            act(dialog);
            dialog.accept();
        });
        window().action("preferences")->trigger();
    }

    /// What the strip above the canvas says.
    QString strip() { return window().findChild<stages::IndicatorStrip *>()->accessibleDescription(); }

    bool isSaid(const std::function<bool()> &check) { return QTest::qWaitFor(check, 20000); }

    static void writeFile(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    static void fill(QSpinBox &box, int value)
    {
        box.setFocus();
        box.selectAll();
        QTest::keyClicks(&box, QString::number(value));
        QTest::keyClick(&box, Qt::Key_Tab);
    }

private Q_SLOTS:
    void init()
    {
        test::isolate("tst_preferences");
        m_language = std::make_unique<app::Language>();
        QVERIFY(m_language->speak(QStringLiteral("en")));
        m_windows = std::make_unique<app::Windows>(*m_language);
        app::MainWindow &made = m_windows->add();
        made.canvas().setMotion(false);
        QSignalSpy settled(&made, &app::MainWindow::settled);
        made.startFromTemplate(QStringLiteral("seven-stages"));
        made.resize(1280, 800);
        made.show();
        QVERIFY(QTest::qWaitForWindowActive(&made));
        QVERIFY(settled.wait(20000));
    }

    void cleanup()
    {
        for (app::MainWindow *each : m_windows->all())
            each->document().undoStack().setClean();
        m_windows.reset();
        m_language.reset();
        screen::setUnits({});
        QLocale::setDefault(QLocale::c());
    }

    void theCurrencyStandsBeforeAmounts()
    {
        QVERIFY2(strip().contains(QLatin1Char('$')), qPrintable(strip()));
        const std::string before = serialization::writeProject(*window().document().snapshot());
        prefer([](auto &dialog) { test::type(dialog, "currency", QStringLiteral("CHF")); });
        QVERIFY(isSaid([this] { return strip().contains(QStringLiteral("CHF ")); }));
        QVERIFY(!strip().contains(QLatin1Char('$')));
        QCOMPARE(serialization::writeProject(*window().document().snapshot()), before); // no edit
    }

    void ratesMayBePerMinute()
    {
        QVERIFY(strip().contains(QStringLiteral("/s")));
        prefer([](auto &dialog) { test::choose(dialog, "rates", QStringLiteral("per minute")); });
        QVERIFY(isSaid([this] { return strip().contains(QStringLiteral("/min")); }));
    }

    void bytesMayBeBinary()
    {
        prefer([](auto &dialog) { test::choose(dialog, "bytes", QStringLiteral("KiB, MiB, GiB (1,024)")); });
        QVERIFY(app::Settings::units().hasBinaryBytes);
        QVERIFY(screen::units().hasBinaryBytes);
    }

    void limitsColorTheCards()
    {
        window().canvas().setSelection({});
        const auto warned = [this] {
            int count = 0;
            for (const canvas::ComponentFace &face : window().canvas().faces().components())
                count += face.barState != canvas::CardState::Fine && face.barState != canvas::CardState::Unknown;
            return count;
        };
        const int before = warned();
        window().setUsers(window().users() / 3);
        QVERIFY(isSaid([this] { return window().report() && window().report()->users < window().users() * 1.01; }));
        const int few = warned();
        QVERIFY(few <= before);
        prefer([](auto &dialog) {
            fill(test::part<QSpinBox>(dialog, "watch"), 30);
            fill(test::part<QSpinBox>(dialog, "critical"), 31);
        });
        QCOMPARE(screen::units().critical, 0.31);
        QVERIFY(isSaid([&] { return warned() > few; }));
    }

    void redStaysAboveAmber()
    {
        prefer([](auto &dialog) {
            fill(test::part<QSpinBox>(dialog, "watch"), 95);
            QVERIFY(test::part<QSpinBox>(dialog, "critical").value() > 95);
        });
        QVERIFY(screen::units().critical > screen::units().watch);
    }

    void savingByItselfKeepsItsPace()
    {
        prefer([](auto &dialog) {
            QVERIFY(!test::part<QSpinBox>(dialog, "save-seconds").isEnabled());
            test::toggle(dialog, "save-by-itself");
            fill(test::part<QSpinBox>(dialog, "save-seconds"), 5);
        });
        QVERIFY(app::Settings::savesByItself());
        QCOMPARE(app::Settings::saveSeconds(), 5);
        const QString file = QDir::temp().filePath(QStringLiteral("tst_preferences.headroom"));
        QVERIFY(window().document().save(file));
        QVERIFY(window().document().perform(edits::RenameProject { "Saved by itself" }));
        QVERIFY(isSaid([this] { return !window().document().isModified(); }));
        QVERIFY(test::contentOf(file).contains("Saved by itself"));
        QFile::remove(file);
    }

    void gridAndMotionAreSwitchedAtOnce()
    {
        prefer([this](auto &dialog) {
            test::toggle(dialog, "grid");
            QVERIFY(!window().action("grid")->isChecked()); // seen before OK
            test::choose(dialog, "motion", QStringLiteral("Off"));
            QVERIFY(!window().action("motion")->isChecked());
        });
        QVERIFY(!app::Settings::showsGrid());
        QVERIFY(app::Settings::motion() == app::MotionChoice::Off);
        QVERIFY(!app::hasMotion());
    }

    void motionFollowsTheDesktopUntilSomebodyChooses()
    {
        QVERIFY(app::Settings::motion() == app::MotionChoice::System);
        const QTemporaryDir desktop;
        writeFile(desktop.filePath(QStringLiteral("kdeglobals")), "[KDE]\nAnimationDurationFactor=0\n");
        QVERIFY(window().action("motion")->isChecked());
        m_windows->desktopMotion().readFiles(desktop.path());
        QVERIFY(!window().action("motion")->isChecked());
        QVERIFY(app::Settings::motion() == app::MotionChoice::System); // nobody chose it
        prefer([this](auto &dialog) {
            test::choose(dialog, "motion", QStringLiteral("On"));
            QVERIFY(window().action("motion")->isChecked());
            test::choose(dialog, "motion", QStringLiteral("As the system"));
            QVERIFY(!window().action("motion")->isChecked());
        });
        window().action("motion")->trigger(); // from the menu it is a choice of one's own
        QVERIFY(app::Settings::motion() == app::MotionChoice::On);
        writeFile(desktop.filePath(QStringLiteral("kdeglobals")), "[KDE]\nAnimationDurationFactor=1\n");
        m_windows->desktopMotion().readFiles(desktop.path());
        QVERIFY(window().action("motion")->isChecked());
    }

    /// Of a version that knew no wish of the desktop.
    void whatWasKeptAboutMotionStaysAsItWas()
    {
        QSettings().setValue(QStringLiteral("motion"), true);
        QVERIFY(app::Settings::motion() == app::MotionChoice::On);
        QSettings().setValue(QStringLiteral("motion"), false);
        QVERIFY(app::Settings::motion() == app::MotionChoice::Off);
        app::Settings::setMotion(app::MotionChoice::On);
        QCOMPARE(QSettings().value(QStringLiteral("motion")).toBool(), true);
        app::Settings::setMotion(app::MotionChoice::System);
        QVERIFY(app::Settings::motion() == app::MotionChoice::System);
    }

    void everythingGoesBackToTheDefaults()
    {
        prefer([](auto &dialog) {
            test::type(dialog, "currency", QStringLiteral("CHF"));
            QTest::mouseClick(
                dialog.template findChild<QDialogButtonBox *>()->button(QDialogButtonBox::RestoreDefaults),
                Qt::LeftButton);
        });
        QVERIFY(app::Settings::units() == screen::Units());
    }

    /// Live: the same design with its undo steps, its selection and its place, in German and with German numbers.
    void theLanguageChangesWithoutARestart()
    {
        QVERIFY(window().document().perform(edits::RenameProject { "Mine" }));
        window().showStage(2);
        window().setUsers(1'400'000);
        window().canvas().setSelection({ "db" });
        const project::Snapshot before = window().document().snapshot();
        prefer([](auto &dialog) { test::choose(dialog, "language", QStringLiteral("Deutsch")); });
        QVERIFY(isSaid([this] { return m_language->code() == QLatin1String("de"); }));
        QCOMPARE(m_windows->all().size(), 1);
        QCOMPARE(window().menuBar()->actions().first()->text(), QStringLiteral("&Datei"));
        QCOMPARE(window().document().snapshot(), before);
        QCOMPARE(window().stage(), 2);
        QCOMPARE(window().canvas().selection(), std::vector<std::string> { "db" });
        QCOMPARE(window().header().users()->findChild<QLineEdit *>()->text(), QStringLiteral("1.400.000"));
        QVERIFY(window().action("undo")->isEnabled() && window().document().isModified());
        window().action("undo")->trigger();
        QVERIFY(window().document().snapshot()->name != "Mine");
        window().action("redo")->trigger();
        // What the file says is the same in every language.
        QCOMPARE(serialization::writeProject(*window().document().snapshot()), serialization::writeProject(*before));
        prefer([](auto &dialog) { test::choose(dialog, "language", QStringLiteral("English")); });
        QVERIFY(isSaid([this] { return m_language->code() == QLatin1String("en"); }));
        QCOMPARE(window().menuBar()->actions().first()->text(), QStringLiteral("&File"));
    }

    /// Live, too, and everywhere: also where a widget has had its font since it was made.
    void lettersGrowInEveryPanel()
    {
        window().canvas().setSelection({ "db" });
        const int before = window().inspector().tabs()->font().pixelSize();
        const auto press = [](Qt::Key key) {
            return [key](auto &dialog) {
                auto &slider = test::part<QSlider>(dialog, "letters");
                slider.setFocus();
                QTest::keyClick(&slider, key);
            };
        };
        prefer(press(Qt::Key_End));
        QVERIFY(isSaid([&] { return window().inspector().tabs()->font().pixelSize() == 2 * before; }));
        QCOMPARE(window().canvas().selection(), std::vector<std::string> { "db" });
        prefer(press(Qt::Key_Home));
        QVERIFY(isSaid([&] { return window().inspector().tabs()->font().pixelSize() == before; }));
    }

    void theModelSpeaksGerman()
    {
        app::Settings::setLanguage(QStringLiteral("de"));
        m_windows->remake();
        const catalog::Catalog &german = m_language->catalog();
        QCOMPARE(german.rule("CAP-01")->title, std::string("Eine Ressource ist voll"));
        QVERIFY(isSaid([this] {
            findings::FindingTree *list = window().findChild<findings::FindingsView *>()->list();
            for (int i = 0; i < list->cardCount(); ++i)
                if (list->cardAt(i)->data(0, Qt::AccessibleTextRole).toString().contains(QStringLiteral("Nutzer")))
                    return true;
            return false;
        }));
        QVERIFY(window().document().perform(edits::RenameProject { "Neu" }));
        QCOMPARE(window().document().undoStack().undoText(), QStringLiteral("Entwurf in „Neu“ umbenennen"));
        // Names in the text are names, whatever they look like.
        QVERIFY(window().document().perform(edits::RenameProject { "a %2 b" }));
        QCOMPARE(window().document().undoStack().undoText(), QStringLiteral("Entwurf in „a %2 b“ umbenennen"));
    }

    void filesAreEnglishWhateverIsSpoken()
    {
        QCOMPARE(app::catalogOfFiles().rule("CAP-01")->title, std::string("A resource is full"));
        QVERIFY(m_language->speak(QStringLiteral("de")));
        QCOMPARE(app::catalogOfFiles().rule("CAP-01")->title, std::string("A resource is full"));
    }

    void whatWasMeasuredIsExplained()
    {
        auto *view = window().findChild<findings::FindingsView *>();
        Q_EMIT view->explanationRequested(QStringLiteral("db.cpu.utilization"));
        QVERIFY(isSaid([this] { return window().inspector().why()->metric() == "db.cpu.utilization"; }));
        QCOMPARE(window().canvas().selection(), std::vector<std::string> { "db" });
        QCOMPARE(window().inspector().tabs()->currentIndex(), 2);
    }

    void helpIsAboutWhatHasTheFocus()
    {
        auto *list = window().palettePanel().findChild<QListView *>();
        list->setFocus();
        for (int i = 0; i < 4 && list->currentIndex().data(palette::PaletteModel::KindRole).toString().isEmpty(); ++i)
            QTest::keyClick(list, Qt::Key_Down); // past the heading
        const QString kind = list->currentIndex().data().toString();
        QVERIFY2(window().helpFor(list).contains(kind.toHtmlEscaped()), qPrintable(window().helpFor(list)));
        window().canvas().setFocus();
        window().canvas().setSelection({});
        const QString canvas = window().helpFor(&window().canvas());
        window().canvas().setSelection({ "db" });
        QVERIFY(!canvas.isEmpty() && window().helpFor(&window().canvas()) != canvas);
        for (const char *panel : { "palette", "outline", "inspector", "history", "utilization", "latency", "cost",
                                   "stage-map", "availability", "findings" })
            QVERIFY2(!window().helpFor(window().docks().dock(QLatin1String(panel))->widget()).isEmpty(), panel);
        QVERIFY(!window().helpFor(window().header().users()).isEmpty());
        // No dead key: it shows the text.
        window().canvas().setFocus();
        QTest::keyClick(&window(), Qt::Key_F1);
        QVERIFY(isSaid([] {
            for (const QWidget *each : QApplication::topLevelWidgets())
                if (each->isVisible() && each->inherits("QWhatsThat"))
                    return true;
            return false;
        }));
        QWhatsThis::hideText();
    }

    void helpIsThereInDialogsToo_data()
    {
        QTest::addColumn<QString>("action");
        for (const char *action : { "preferences", "shortcuts", "edit-keys", "export", "report" })
            QTest::newRow(action) << action;
    }

    void helpIsThereInDialogsToo()
    {
        QFETCH(const QString, action);
        bool isThere = false;
        QTimer::singleShot(0, this, [this, &isThere] {
            QVERIFY(isSaid([] { return QApplication::activeModalWidget() != nullptr; }));
            auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            isThere = !window().helpFor(dialog).isEmpty() && dialog->actions().contains(window().action("help"));
            dialog->reject();
        });
        window().action(action.toUtf8())->trigger();
        QVERIFY(isThere);
    }
};

HEADROOM_TEST(QApplication, PreferencesTest)

} // namespace headroom::tst_preferences

#include "tst_preferences.moc"
