#include "tests/support/model_support.h"
#include "tests/support/test_program.h"
#include "tests/views/workload/typing.h"
#include "views/workload/job_page.h"
#include "views/workload/workload_dialog.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

namespace headroom::tst_job_page {

using namespace workload_views;

/// Background jobs in the workload dialog, by keys; a document answers each edit at once and can go back.
class JobPageTest final : public QObject {
    Q_OBJECT

    const catalog::Catalog &m_catalog = test::theCatalog();
    std::vector<project::Snapshot> m_versions; ///< the last is shown
    std::unique_ptr<WorkloadDialog> m_dialog;
    std::vector<std::string> m_steps; ///< names of the undo steps

    void enter(const char *parameter, const char *text) const
    {
        test::typeInto(qobject_cast<QLineEdit *>(page()->form()->row(parameter)->editor()), text);
    }
    void choose(const char *parameter, Qt::Key key) const
    {
        auto *box = qobject_cast<QComboBox *>(page()->form()->row(parameter)->editor());
        box->setFocus();
        QTest::keyClick(box, key);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    [[nodiscard]] JobPage *page() const { return m_dialog->jobs(); }
    [[nodiscard]] const std::vector<project::BackgroundJob> &jobs() const { return m_versions.back()->workload.jobs; }
    void goBack()
    {
        m_versions.pop_back();
        m_dialog->setSnapshot(m_versions.back());
    }
    void start(const char *path)
    {
        m_versions = { test::openDesign(path) };
        m_steps.clear();
        m_dialog = std::make_unique<WorkloadDialog>(m_catalog, nullptr);
        m_dialog->setSnapshot(m_versions.back());
        connect(m_dialog.get(), &WorkloadDialog::editRequested, this, [this](const edits::Edit &edit) {
            const project::Snapshot before = m_versions.back();
            const Result<project::Snapshot> after = edits::apply(*before, edit, m_catalog);
            QVERIFY(after);
            m_steps.push_back(edits::describe(edit, *before, m_catalog));
            m_versions.push_back(*after);
            m_dialog->setSnapshot(*after);
        });
        m_dialog->open(WorkloadDialog::Jobs);
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }

private Q_SLOTS:
    void cleanup() { m_dialog.reset(); }

    void jobsAreAddedNamedCopiedDeletedAndUndoneByKeys()
    {
        start("examples/social-feed.headroom");
        QVERIFY(!page()->form());
        page()->items()->list()->setFocus();
        QTest::keyClick(page()->items()->list(), Qt::Key_Insert);
        QCOMPARE(jobs().size(), std::size_t(1));
        QCOMPARE(QApplication::focusWidget(), page()->form()->nameField()); // to be typed over
        QTest::keyClicks(page()->form()->nameField(), QStringLiteral("Digest"));
        QTest::keyClick(page()->form()->nameField(), Qt::Key_Return);
        QCOMPARE(jobs()[0].name, std::string("Digest"));
        page()->items()->copyButton()->setFocus();
        QTest::keyClick(page()->items()->copyButton(), Qt::Key_Space);
        QCOMPARE(jobs().size(), std::size_t(2));
        QCOMPARE(jobs()[1].name, std::string("Digest 2"));
        page()->items()->list()->setFocus();
        QTest::keyClick(page()->items()->list(), Qt::Key_Delete);
        QCOMPARE(jobs().size(), std::size_t(1));
        QVERIFY((m_steps
                 == std::vector<std::string> { "Add a job", "Rename the job to \"Digest\"", "Copy the job \"Digest\"",
                                               "Delete the job \"Digest 2\"" }));
        while (m_versions.size() > 1)
            goBack();
        QVERIFY(jobs().empty());
    }

    void numbersOfABatchAreTyped()
    {
        start("examples/web-shop.headroom");
        page()->items()->list()->setCurrentRow(1);
        QCOMPARE(jobs()[1].id, std::string("suggestions"));
        enter("at", "3.5");
        enter("window", "2");
        enter("items", "5k");
        enter("deadline", "3 h");
        QCOMPARE(jobs()[1].at, 3.5);
        QCOMPARE(jobs()[1].window, 2.0);
        QCOMPARE(jobs()[1].items, 5000.0);
        QCOMPARE(jobs()[1].deadline, 10800.0);
        QCOMPARE(m_steps.back(), std::string("Set the deadline of \"Suggestions\""));
        QVERIFY(!page()->form()->row("rate")); // that is an event's
        QTest::mouseClick(page()->form()->row("items")->resetButton(), Qt::LeftButton);
        QCOMPARE(jobs()[1].items, 0.0);
    }

    void whatAnItemDoesIsTyped()
    {
        start("examples/web-shop.headroom");
        const auto rowOf = [this](const char *operation) {
            std::size_t row = 0;
            while (m_catalog.operations()[row].id != operation)
                ++row;
            return row;
        };
        FieldGrid *demands = page()->form()->demands();
        QCOMPARE(demands->field(rowOf("resolve"), 0)->text(), QStringLiteral("0")); // items do only what they state
        test::typeInto(demands->field(rowOf("write"), 0), "2");
        test::typeInto(demands->field(rowOf("write"), 1), "3 ms");
        QCOMPARE(jobs()[0].uses.back().operation, std::string("write"));
        QCOMPARE(jobs()[0].uses.back().count, 2.0);
        QCOMPARE(jobs()[0].uses.back().time, 0.003);
        QTest::mouseClick(demands->resetButton(rowOf("write")), Qt::LeftButton);
        QCOMPARE(jobs()[0].uses.size(), std::size_t(1));
    }

    /// A batch becomes an event that can be, and the rows become those of an event.
    void theKindIsChosen()
    {
        start("examples/web-shop.headroom");
        page()->items()->list()->setCurrentRow(2);
        choose("kind", Qt::Key_End);
        QVERIFY(jobs()[2].kind == project::BackgroundJob::Kind::Event);
        QVERIFY(page()->form()->row("rate") && !page()->form()->row("at"));
        QCOMPARE(m_steps.back(), std::string("Make \"Newsletter\" an event"));
        enter("rate", "2");
        QCOMPARE(jobs()[2].rate, 2.0);
        choose("kind", Qt::Key_Home);
        QVERIFY(jobs()[2].kind == project::BackgroundJob::Kind::Batch);
        QCOMPARE(jobs()[2].rate, 0.0);
    }

    void theEntryIsOneOfTheComponents()
    {
        start("examples/web-shop.headroom");
        auto *box = qobject_cast<QComboBox *>(page()->form()->row("entry")->editor());
        QVERIFY(box->count() > 5);
        QCOMPARE(box->currentIndex(), 0);
        choose("entry", Qt::Key_Down);
        QVERIFY(!jobs()[0].entry.empty());
        bool isThere = false;
        for (const auto &stage : m_versions.back()->stages)
            isThere = isThere || stage->findComponent(jobs()[0].entry);
        QVERIFY(isThere);
        QTest::mouseClick(page()->form()->row("entry")->resetButton(), Qt::LeftButton);
        QVERIFY(jobs()[0].entry.empty());
    }

    /// A job without items may not be: said in the dialog, and the field shows what holds.
    void aRefusedChangeIsSaidInTheDialog()
    {
        start("examples/web-shop.headroom");
        const project::Snapshot before = m_versions.back();
        const auto *field = qobject_cast<QLineEdit *>(page()->form()->row("per_request")->editor());
        const QString shown = field->text();
        enter("per_request", "0");
        QVERIFY(m_versions.back() == before);
        QVERIFY2(m_dialog->error().contains(QStringLiteral("has no items")), qPrintable(m_dialog->error()));
        QCOMPARE(field->text(), shown);
        enter("rate", "1");
        QVERIFY(m_dialog->error().isEmpty());
        enter("per_request", "-1"); // out of the range of the field, which says so itself
        QVERIFY(!page()->form()->row("per_request")->error().isEmpty());
    }

    void theFormSaysWhatTheStageMakesOfIt()
    {
        start("examples/web-shop.headroom");
        QVERIFY(page()->form()->remark().isEmpty());
        const auto report
            = std::make_shared<analysis::Report>(analysis::analyze(*m_versions.back(), 5, 1e6, m_catalog));
        m_dialog->setReport(report);
        const QString said = page()->form()->remark();
        QVERIFY2(said.contains(QStringLiteral("is done after")) && said.contains(QStringLiteral("in time")),
                 qPrintable(said));
        page()->items()->list()->setCurrentRow(1);
        QVERIFY(page()->form()->remark().contains(QStringLiteral("A run is done after")));
    }
};

HEADROOM_TEST(QApplication, JobPageTest)

} // namespace headroom::tst_job_page

#include "tst_job_page.moc"
