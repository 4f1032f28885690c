#include "app/files/safe_file.h"
#include "app/shell/header_bar.h"
#include "app/shell/toast.h"
#include "model/serialization/project_json.h"
#include "tests/app/window_fixture.h"
#include "tests/support/test_program.h"
#include "tests/views/inspector/inspector_bench.h"
#include "views/canvas/rename_box.h"
#include "views/stages/stage_stepper.h"

#include <QApplication>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QTest>
#include <QTimer>

namespace headroom::tst_typing {

/// What is typed and not finished with Enter belongs to the element and the stage it was typed for, and is never lost.
class TypingTest final : public test::WindowTest {
    Q_OBJECT

    QString m_file;

    const project::Component &card(std::size_t stage, const std::string &id) const
    {
        return *m_window->document().snapshot()->stages[stage]->findComponent(id);
    }
    double number(std::size_t stage, const std::string &id, const std::string &parameter) const
    {
        const project::Value *stated = card(stage, id).parameters.find(parameter);
        return stated ? std::get<double>(*stated) : 0;
    }
    void type(const char *id, const char *parameter, const char *text)
    {
        m_window->canvas().setSelection({ id });
        inspector::ParameterRow *row = test::rowOf(m_window->inspector(), parameter);
        QVERIFY(row);
        auto *field = qobject_cast<QLineEdit *>(row->editor());
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    }
    void typeNote(const char *id, const char *text)
    {
        m_window->canvas().setSelection({ id });
        auto *note = m_window->inspector().findChild<QPlainTextEdit *>();
        QVERIFY(note);
        note->setFocus();
        note->selectAll();
        QTest::keyClicks(note, text);
    }
    void clickStage(int index)
    {
        stages::StageStepper *stepper = m_window->header().stepper();
        QTest::mouseClick(stepper, Qt::LeftButton, {}, stepper->stopPoint(index).toPoint());
        QCOMPARE(m_window->stage(), index);
    }

private Q_SLOTS:
    void init()
    {
        m_file = copyOf(QStringLiteral("social-feed.headroom"), QStringLiteral("feed.headroom"));
        QVERIFY(open("tst_typing", m_file));
        QCOMPARE(m_window->stage(), 4);
    }
    void cleanup() { close(); }

    void aValueStaysInItsStage()
    {
        const double before = number(5, "db", "commit_latency");
        type("db", "commit_latency", "123 ms");
        clickStage(5);
        QCOMPARE(number(4, "db", "commit_latency"), 0.123);
        QCOMPARE(number(5, "db", "commit_latency"), before);
        m_window->canvas().setFocus();
        QCOMPARE(number(5, "db", "commit_latency"), before);
    }

    void aNoteStaysInItsStageAndElement()
    {
        const std::string before = card(5, "db").notes;
        typeNote("db", "only here");
        clickStage(5);
        QCOMPARE(card(4, "db").notes, std::string("only here"));
        m_window->canvas().setFocus();
        QCOMPARE(card(5, "db").notes, before);
        typeNote("db", "then this");
        m_window->canvas().setSelection({});
        QCOMPARE(card(5, "db").notes, std::string("then this"));
    }

    void aValueThatIsNotAllowedIsToldAndGoesWithItsStage()
    {
        type("db", "commit_latency", "fast");
        clickStage(5);
        auto *toast = m_window->findChild<app::Toast *>();
        QVERIFY(toast && toast->isVisible());
        QVERIFY(test::rowOf(m_window->inspector(), "commit_latency")->error().isEmpty());
        QVERIFY(!qobject_cast<QLineEdit *>(test::rowOf(m_window->inspector(), "commit_latency")->editor())
                     ->text()
                     .contains(QStringLiteral("fast")));
    }

    void savingKeepsWhatIsTyped()
    {
        type("db", "commit_latency", "123 ms");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(number(4, "db", "commit_latency"), 0.123);
        typeNote("db", "decided");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_S, Qt::ControlModifier);
        QLineEdit *name = m_window->inspector().nameField();
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, "Main store");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_S, Qt::ControlModifier);
        m_window->canvas().setSelection({ "cache" });
        m_window->canvas().setFocus();
        m_window->action("rename")->trigger();
        auto *box = m_window->canvas().findChild<canvas::RenameBox *>();
        QVERIFY(box);
        QTest::keyClicks(box, "Quick one");
        QTest::keyClick(box, Qt::Key_S, Qt::ControlModifier);
        QVERIFY(!m_window->document().isModified());
        const auto text = app::readFile(m_file.toStdString());
        QVERIFY(text);
        const auto read = serialization::readProject(*text, "file", *m_catalog);
        QVERIFY(read);
        const project::Snapshot saved = read->project;
        QCOMPARE(saved->stages[4]->findComponent("db")->name, std::string("Main store"));
        QCOMPARE(saved->stages[4]->findComponent("db")->notes, std::string("decided"));
        QCOMPARE(saved->stages[4]->findComponent("cache")->name, std::string("Quick one"));
    }

    void closingAsksAboutWhatIsTyped()
    {
        type("db", "commit_latency", "123 ms");
        bool hasAsked = false;
        QTimer::singleShot(0, this, [&hasAsked] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            hasAsked = box != nullptr;
            if (box)
                box->reject();
        });
        QVERIFY(!m_window->close());
        QVERIFY(hasAsked);
        QCOMPARE(number(4, "db", "commit_latency"), 0.123);
    }

    void aNoteIsKeptWhileItIsTypedAsOneStep()
    {
        const int steps = m_window->document().undoStack().count();
        typeNote("db", "first");
        QTRY_COMPARE_WITH_TIMEOUT(card(4, "db").notes, std::string("first"), 1500);
        auto *note = m_window->inspector().findChild<QPlainTextEdit *>();
        QVERIFY(note->hasFocus());
        QTest::keyClicks(note, " and more");
        QTRY_COMPARE_WITH_TIMEOUT(card(4, "db").notes, std::string("first and more"), 1500);
        QCOMPARE(note->toPlainText(), QStringLiteral("first and more"));
        QCOMPARE(m_window->document().undoStack().count(), steps + 1);
    }

    void aNameOnTheCanvasIsKeptWhenTheStageChanges()
    {
        const std::string before = card(5, "db").name;
        m_window->canvas().setSelection({ "db" });
        m_window->action("rename")->trigger();
        auto *box = m_window->canvas().findChild<canvas::RenameBox *>();
        QVERIFY(box);
        QTest::keyClicks(box, "Renamed");
        clickStage(5);
        QCOMPARE(card(4, "db").name, std::string("Renamed"));
        QCOMPARE(card(5, "db").name, before);
    }
};

} // namespace headroom::tst_typing

using headroom::tst_typing::TypingTest;

HEADROOM_TEST(QApplication, TypingTest)

#include "tst_typing.moc"
