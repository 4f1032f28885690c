#include "app/language/words.h"
#include "tests/app/window_fixture.h"

#include <QMenuBar>
#include <QTest>

using namespace headroom;

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

QTEST_MAIN(WordsTest)
#include "tst_words.moc"
