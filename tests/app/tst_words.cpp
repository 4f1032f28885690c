#include "app/language/sentences.h"
#include "app/language/words.h"
#include "model/analysis/analyze.h"
#include "model/cost/comparisons.h"
#include "model/derivation/derivation.h"
#include "model/reporting/ways_text.h"
#include "model/serialization/project_json.h"
#include "tests/app/window_fixture.h"
#include "tests/support/test_program.h"
#include "views/findings/finding_words.h"
#include "views/inspector/inspector_view.h"
#include "views/numbers/model_words.h"

#include <QApplication>
#include <QMenuBar>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSet>
#include <QTest>

#include <functional>

namespace headroom::tst_words {

/// The interface in another language.
class WordsTest final : public QObject {
    Q_OBJECT

    Result<catalog::Catalog> m_catalog = app::loadCatalog();

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_catalog);
        test::isolate("tst_words");
    }

    void aTextComesInOneAndInMany()
    {
        const app::Words german(QStringLiteral("de"));
        QCOMPARE(german.translate("any", "Later"), QStringLiteral("Später"));
        QCOMPARE(german.translate("any", "%n component(s)", nullptr, 1), QStringLiteral("%n Baustein"));
        QCOMPARE(german.translate("any", "%n component(s)", nullptr, 0), QStringLiteral("%n Bausteine"));
        QVERIFY(german.translate("any", "nobody ever wrote this").isNull());
        QVERIFY(app::Words(QStringLiteral("xx")).isEmpty());
    }

    /// German words are long; the inspector is as wide as in the window.
    void nothingIsCutInTheInspector()
    {
        app::Words german(QStringLiteral("de"));
        const Result<catalog::Catalog> catalog = app::loadCatalog(german.catalogTexts());
        QVERIFY(catalog);
        QCoreApplication::installTranslator(&german);
        for (const char *example : { "social-feed", "web-shop", "video-site" }) {
            const Result<serialization::ReadProject> read
                = serialization::readProject(app::exampleText(QLatin1String(example)), example, *catalog);
            QVERIFY(read);
            for (std::size_t stage = 0; stage < read->project->stages.size(); ++stage) {
                inspector::InspectorView view(*catalog);
                view.resize(300, 900);
                view.setSnapshot(read->project, stage);
                view.show();
                std::vector<std::string> ids { "" };
                for (const project::Component &each : read->project->stages[stage]->components)
                    ids.push_back(each.id);
                for (const project::Connection &each : read->project->stages[stage]->connections)
                    ids.push_back(each.id);
                for (const std::string &id : ids) {
                    view.setSelection(id.empty() ? std::vector<std::string> {} : std::vector { id });
                    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
                    const int width = view.properties()->minimumSizeHint().width();
                    QVERIFY2(width <= 290,
                             qPrintable(QStringLiteral("%1: %2").arg(QString::fromStdString(id)).arg(width)));
                }
            }
        }
        QCoreApplication::removeTranslator(&german);
    }

    void buttonsAndKeysOfQtAreSpokenToo()
    {
        app::Words german(QStringLiteral("de"));
        QCoreApplication::installTranslator(&german);
        QCOMPARE(QCoreApplication::translate("QPlatformTheme", "Restore Defaults"),
                 QStringLiteral("Standard wiederherstellen"));
        const QKeySequence keys(QStringLiteral("Ctrl+Shift+Del"));
        QCOMPARE(keys.toString(QKeySequence::NativeText), QStringLiteral("Strg+Umschalt+Entf"));
        QCOMPARE(keys.toString(QKeySequence::PortableText), QStringLiteral("Ctrl+Shift+Del")); // as settings have it
        QCoreApplication::removeTranslator(&german);
    }

    void errorsAreSpoken()
    {
        const app::Words german(QStringLiteral("de"));
        QCOMPARE(german.translate("Error", "vCPUs: 5000 is out of range"),
                 QStringLiteral("vCPUs: 5000 liegt außerhalb des Bereichs"));
        QCOMPARE(german.translate("Error", "the disk holding \"shop.headroom\" is full"),
                 QStringLiteral("der Datenträger mit \"shop.headroom\" ist voll"));
        QVERIFY(german.translate("Error", "history of x.headroom").isNull()); // names of files are no sentences
    }

    void aSentenceKeepsItsNames()
    {
        const app::Sentences german(
            QJsonObject { { QStringLiteral("Cost of {1}"), QStringLiteral("Kosten von {1}") },
                          { QStringLiteral("Cost of everything else"), QStringLiteral("Alle übrigen Kosten") },
                          { QStringLiteral("{1} used on {2}"), QStringLiteral("Auf {2} genutzt: {1}") },
                          { QStringLiteral("{1}, peak hour"), QStringLiteral("{1}, Spitzenstunde") },
                          { QStringLiteral("Visits"), QStringLiteral("Besuche") } });
        QCOMPARE(german.translated(QStringLiteral("Cost of Feed API")), QStringLiteral("Kosten von Feed API"));
        QCOMPARE(german.translated(QStringLiteral("Cost of everything else")), QStringLiteral("Alle übrigen Kosten"));
        QCOMPARE(german.translated(QStringLiteral("CPU used on Cost of {2}")),
                 QStringLiteral("Auf Kosten von {2} genutzt: CPU"));
        QCOMPARE(german.translated(QStringLiteral("Visits, peak hour")), QStringLiteral("Besuche, Spitzenstunde"));
        QVERIFY(german.translated(QStringLiteral("Cost of ")).isEmpty()); // a name has a letter at least
        QVERIFY(german.translated(QStringLiteral("something else")).isEmpty());
    }

    void derivationsAreSpokenOf_data()
    {
        QTest::addColumn<QString>("example");
        QTest::addColumn<int>("stage");
        QTest::newRow("feed, replicas") << "social-feed" << 4;
        QTest::newRow("video") << "video-site" << 5;
    }

    /// What unfolds under Why? in German: titles, labels, names of formulas, notes and limits.
    void derivationsAreSpokenOf()
    {
        QFETCH(const QString, example);
        QFETCH(const int, stage);
        app::Words german(QStringLiteral("de"));
        QCoreApplication::installTranslator(&german);
        const Result<catalog::Catalog> catalog = app::loadCatalog(german.catalogTexts());
        QVERIFY(catalog);
        const Result<serialization::ReadProject> read
            = serialization::readProject(app::exampleText(example), example.toStdString(), *catalog);
        QVERIFY(read);
        const project::Project &project = *read->project;
        const auto at = static_cast<std::size_t>(stage);
        const derivation::Explainer explainer(project, at, project.stages[at]->users.to, *catalog);
        QSet<QString> english;
        const auto look = [&](const std::string &text) {
            // Names, and titles of the catalog, have no words of these in them.
            static const QRegularExpression words(QStringLiteral("\\b(of|the|to|per|with|that|is|are|from)\\b"));
            const QString said = QString::fromStdString(text);
            if (german.translate("Model", text.c_str()).isNull() && said.contains(words))
                english.insert(said);
        };
        const std::function<void(const derivation::Derivation &)> walk = [&](const derivation::Derivation &node) {
            look(node.label);
            look(node.name);
            look(node.note);
            for (const std::string &each : node.limits)
                look(each);
            for (const derivation::Derivation &each : node.children)
                walk(each);
        };
        for (const derivation::Metric &each : explainer.metrics()) {
            look(each.title);
            if (const std::optional<derivation::Derivation> root = explainer.explain(each.path))
                walk(*root);
        }
        QCoreApplication::removeTranslator(&german);
        QVERIFY2(english.isEmpty(), qPrintable(QStringList(english.values()).join(QLatin1Char('\n'))));
    }

    /// Ways between hosts, zones and regions, and what a saturated stage still answers.
    void waysAreSpoken()
    {
        app::Words german(QStringLiteral("de"));
        QCoreApplication::installTranslator(&german);
        const auto again = qScopeGuard([&german] { QCoreApplication::removeTranslator(&german); });
        static const QRegularExpression english(QStringLiteral("\\b(of|at|while|wait|waits|round|month|by|the)\\b"));
        int lines = 0;
        const Result<catalog::Catalog> catalog = app::loadCatalog(german.catalogTexts());
        QVERIFY(catalog);
        const auto read = serialization::readProject(app::exampleText(QStringLiteral("social-feed")), "feed", *catalog);
        QVERIFY(read);
        for (std::size_t at = 0; at < read->project->stages.size(); ++at)
            for (const double share : { 0.5, 20.0 }) {
                const double users = read->project->stages[at]->users.to * share;
                const analysis::Report report = analysis::analyze(*read->project, at, users, *catalog);
                for (const reporting::WayLine &line : reporting::waysText(report))
                    for (const std::string &words : { line.caption, line.text }) {
                        const QString said = screen::modelWords(words);
                        QVERIFY2(!said.contains(english), qPrintable(said));
                        ++lines;
                    }
            }
        QVERIFY(lines > 10);
    }

    void findingsNameInGerman_data()
    {
        QTest::addColumn<QString>("example");
        for (const char *each : { "social-feed", "video-site", "web-shop" })
            QTest::newRow(each) << QString::fromLatin1(each);
    }
    /// What depends on the case is a phrase of the catalog, so that no half of a sentence stays English.
    void findingsNameInGerman()
    {
        QFETCH(const QString, example);
        app::Words german(QStringLiteral("de"));
        QCoreApplication::installTranslator(&german);
        const auto again = qScopeGuard([&german] { QCoreApplication::removeTranslator(&german); });
        const Result<catalog::Catalog> catalog = app::loadCatalog(german.catalogTexts());
        QVERIFY(catalog);
        const Result<serialization::ReadProject> read
            = serialization::readProject(app::exampleText(example), example.toStdString(), *catalog);
        QVERIFY(read);
        static const QRegularExpression english(
            QStringLiteral("\\b(and|Then|more|the|of|is|are|at|fails|every|never|needs|makes|stage|month|would)\\b"));
        int cards = 0;
        for (std::size_t at = 0; at < read->project->stages.size(); ++at)
            for (const double share : { 0.001, 0.5, 20.0 }) {
                const project::Stage &stage = *read->project->stages[at];
                analysis::Report report = analysis::analyze(*read->project, at, stage.users.to * share, *catalog);
                cost::withComparisons(report, *read->project, *catalog);
                for (const analysis::Finding &each : report.findings) {
                    const findings::CardWords words = findings::cardWords(each, report, *catalog);
                    QString said = words.title + QLatin1Char('\n') + words.message;
                    for (const project::Component &named : stage.components)
                        said.remove(QString::fromStdString(named.name));
                    QVERIFY2(!said.contains(english), qPrintable(said));
                    ++cards;
                }
            }
        QVERIFY(cards > 30);
    }

    void theLanguageIsTheChosenOneOrTheSystems()
    {
        QCOMPARE(app::languageToSpeak(QStringLiteral("de")), QStringLiteral("de"));
        QCOMPARE(app::languageToSpeak(QStringLiteral("xx")), QStringLiteral("en"));
        QVERIFY(app::knownLanguages().size() >= 2);
    }

    void theWindowSpeaksIt()
    {
        app::Words german(QStringLiteral("de"));
        QCoreApplication::installTranslator(&german);
        const auto window = test::openWindow(*m_catalog, {});
        QVERIFY(window);
        QCOMPARE(window->menuBar()->actions().first()->text(), QStringLiteral("&Datei"));
        QCOMPARE(window->action("save")->text(), QStringLiteral("&Speichern"));
        window->showStart();
        QVERIFY(!window->grab().isNull());
        QCoreApplication::removeTranslator(&german);
        // Files are the same in every language.
        QVERIFY(app::templateText(QStringLiteral("empty")).find("\"version\"") != std::string::npos);
    }
};

HEADROOM_TEST(QApplication, WordsTest)

} // namespace headroom::tst_words

#include "tst_words.moc"
