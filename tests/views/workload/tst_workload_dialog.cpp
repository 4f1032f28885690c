#include "model/workload/workload.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"
#include "tests/views/workload/typing.h"
#include "views/theme/letters.h"
#include "views/workload/class_page.h"
#include "views/workload/day_chart.h"
#include "views/workload/day_page.h"
#include "views/workload/journey_page.h"
#include "views/workload/workload_dialog.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

namespace headroom::tst_workload_dialog {

using namespace workload_views;

/// The dialog through real mouse and key events; a document answers each edit at once.
class WorkloadDialogTest final : public QObject {
    Q_OBJECT

    const catalog::Catalog &m_catalog = test::theCatalog();
    project::Snapshot m_design;
    std::unique_ptr<WorkloadDialog> m_dialog;
    std::vector<std::string> m_steps; ///< names of the undo steps

    static void press(QPushButton *button)
    {
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    static QLineEdit *editorOf(inspector::ParameterRow *row) { return qobject_cast<QLineEdit *>(row->editor()); }
    const project::Journey &journey(std::size_t at) const { return m_design->workload.journeys.at(at); }
    const project::RequestClass &requestClass(std::size_t at) const { return m_design->workload.classes.at(at); }
    void start(const project::Project &design)
    {
        m_design = std::make_shared<project::Project>(design);
        m_steps.clear();
        m_dialog = std::make_unique<WorkloadDialog>(m_catalog, nullptr);
        m_dialog->setSnapshot(m_design);
        connect(m_dialog.get(), &WorkloadDialog::editRequested, this, [this](const edits::Edit &edit) {
            const Result<project::Snapshot> after = edits::apply(*m_design, edit, m_catalog);
            QVERIFY(after);
            m_steps.push_back(edits::describe(edit, *m_design, m_catalog));
            m_design = *after;
            m_dialog->setSnapshot(m_design);
        });
        m_dialog->open(WorkloadDialog::Journeys);
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }

private Q_SLOTS:
    void init() { start(*test::openDesign("examples/social-feed.headroom")); }
    void cleanup() { m_dialog.reset(); }

    /// With letters of twice the size no number of the table is cut, and what does not fit can be scrolled to.
    void largeLettersHaveRoom()
    {
        m_dialog.reset();
        theme::setLetterScale(2);
        QWidget window;
        window.resize(1280, 720);
        m_dialog = std::make_unique<WorkloadDialog>(m_catalog, &window);
        m_dialog->setTheme(theme::Theme::light());
        m_dialog->setSnapshot(m_design);
        m_dialog->open(WorkloadDialog::Classes);
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
        QVERIFY(m_dialog->width() > 1200);
        const UseTable *table = m_dialog->classes()->findChild<UseTable *>();
        QVERIFY(table);
        const auto *area = m_dialog->classes()->findChild<QScrollArea *>();
        QVERIFY(table->width() <= area->viewport()->width());
        const auto fields = table->findChildren<QuantityField *>();
        QVERIFY(fields.size() > 20);
        for (const QuantityField *field : fields)
            QVERIFY2(field->fontMetrics().horizontalAdvance(field->text()) <= field->width() - 16,
                     qPrintable(field->text()));
        theme::setLetterScale(1);
        m_dialog.reset();
    }

    void aStepIsTypedAndGoesBack()
    {
        FieldGrid *steps = m_dialog->journeys()->form()->steps();
        QCOMPARE(steps->count(), std::size_t(6));
        QVERIFY(!steps->resetButton(0)->isVisibleTo(m_dialog.get()));
        test::typeInto(steps->field(0, 0), "1.5k");
        QCOMPARE(journey(0).visits[0].count, 1500.0);
        QCOMPARE(journey(0).visits[1].count, 5.28); // the rest is the preset's
        QVERIFY(steps->resetButton(0)->isVisibleTo(m_dialog.get()));
        QTest::mouseClick(steps->resetButton(0), Qt::LeftButton);
        QCOMPARE(journey(0).visits[0].count, 13.2);
        QVERIFY(!steps->resetButton(0)->isVisibleTo(m_dialog.get()));
        QCOMPARE(m_steps.at(0), std::string("Set the \"Feed\" requests of \"Social session\""));
    }

    void wrongNumbersAreSaidByTheFieldAndChangeNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : { "lots", "-1", "1e9", "nan", "3 ms" })
            QTest::newRow(text) << QByteArray(text);
    }
    void wrongNumbersAreSaidByTheFieldAndChangeNothing()
    {
        QFETCH(QByteArray, text);
        const project::Snapshot before = m_design;
        FieldGrid *steps = m_dialog->journeys()->form()->steps();
        test::typeInto(steps->field(1, 0), text.constData());
        QVERIFY(m_design == before);
        QVERIFY2(steps->error(1).startsWith(QStringLiteral("◆ ")), qPrintable(steps->error(1)));
        QVERIFY(steps->error(0).isEmpty());
        QTest::keyClick(steps->field(1, 0), Qt::Key_Escape);
        QVERIFY(steps->error(1).isEmpty());
        QCOMPARE(steps->field(1, 0)->text(), QStringLiteral("5.28"));
        QCOMPARE(steps->field(1, 0)->selectedText(), QStringLiteral("5.28")); // to be typed over
        QVERIFY(m_dialog->isVisible());                                       // Escape was the field's
    }

    void promisesAndCriticalityBelongToTheJourney()
    {
        JourneyForm *form = m_dialog->journeys()->form();
        QCOMPARE(editorOf(form->row("p99"))->text(), QStringLiteral("none"));
        test::typeInto(editorOf(form->row("p95")), "0.3 s");
        QCOMPARE(journey(0).p95.value_or(0), 0.3);
        test::typeInto(editorOf(form->row("p99")), "900");
        QCOMPARE(journey(0).p99.value_or(0), 0.9);
        test::typeInto(editorOf(form->row("error_budget")), "0.5 %");
        QCOMPARE(journey(0).errorBudget.value_or(0), 0.005);
        auto *tiers = qobject_cast<QComboBox *>(form->row("criticality")->editor());
        tiers->setFocus();
        QTest::keyClick(tiers, Qt::Key_End);
        QCOMPARE(journey(0).criticality, std::string("critical"));
        QTest::mouseClick(form->row("p99")->resetButton(), Qt::LeftButton);
        QVERIFY(!journey(0).p99);
        test::typeInto(editorOf(form->row("session_length")), "8 min");
        QVERIFY(*m_design->workload.parameters.find("session_length") == project::Value(480.0));
        QCOMPARE(m_steps.size(), std::size_t(6));
    }

    void journeysAreAddedNamedCopiedAndDeletedByKeys()
    {
        JourneyPage *page = m_dialog->journeys();
        QVERIFY(!page->items()->deleteButton()->isEnabled()); // the only one
        page->items()->list()->setFocus();
        QTest::keyClick(page->items()->list(), Qt::Key_Insert);
        QCOMPARE(m_design->workload.journeys.size(), std::size_t(2));
        QCOMPARE(page->items()->current(), 1);
        QCOMPARE(QApplication::focusWidget(), page->form()->nameField()); // to be typed over
        QTest::keyClicks(page->form()->nameField(), QStringLiteral("Buy <b>"));
        QTest::keyClick(page->form()->nameField(), Qt::Key_Return);
        QCOMPARE(journey(1).name, std::string("Buy <b>"));
        press(page->items()->copyButton());
        QCOMPARE(journey(2).name, std::string("Buy <b> 2"));
        QCOMPARE(page->items()->current(), 2);
        page->items()->list()->setFocus();
        QTest::keyClick(page->items()->list(), Qt::Key_Up);
        QTest::keyClick(page->items()->list(), Qt::Key_Delete);
        QCOMPARE(m_design->workload.journeys.size(), std::size_t(2));
        QCOMPARE(journey(1).name, std::string("Buy <b> 2"));
        press(page->resetButton());
        QVERIFY(m_design->workload.journeys.empty());
        QVERIFY(!page->resetButton()->isVisibleTo(m_dialog.get()));
    }

    void anEmptyNameIsNotTaken()
    {
        QLineEdit *name = m_dialog->journeys()->form()->nameField();
        test::typeInto(name, "   ");
        QVERIFY(m_steps.empty());
        QCOMPARE(name->text(), QStringLiteral("Social session"));
    }

    void aRefusedChangeIsSaidInTheDialog()
    {
        FieldGrid *steps = m_dialog->journeys()->form()->steps();
        for (std::size_t step = 0; step + 1 < steps->count(); ++step)
            test::typeInto(steps->field(step, 0), "0");
        const project::Snapshot before = m_design;
        test::typeInto(steps->field(steps->count() - 1, 0), "0");
        QVERIFY(m_design == before);
        QVERIFY2(m_dialog->error().contains(QStringLiteral("No journey makes a request")),
                 qPrintable(m_dialog->error()));
        QCOMPARE(steps->field(steps->count() - 1, 0)->text(), QStringLiteral("1.2"));
        test::typeInto(steps->field(0, 0), "4");
        QVERIFY(m_dialog->error().isEmpty());
    }

    void demandsOfAClassAreTyped()
    {
        m_dialog->open(WorkloadDialog::Classes);
        FieldGrid *demands = m_dialog->classes()->form()->demands();
        QCOMPARE(demands->count(), m_catalog.operations().size());
        QCOMPARE(demands->field(0, 1)->text(), QStringLiteral("30 ms"));
        test::typeInto(demands->field(0, 1), "0.045 s");
        QCOMPARE(requestClass(0).uses[0].time, 0.045);
        QCOMPARE(demands->field(0, 2)->text(), QStringLiteral("0.8 KB")); // as the catalog says
        test::typeInto(demands->field(0, 2), "50 KB");
        QCOMPARE(requestClass(0).uses[0].requestBytes.value_or(0), 5e4);
        test::typeInto(demands->field(0, 2), "");
        QVERIFY(!requestClass(0).uses[0].requestBytes);
        test::typeInto(demands->field(0, 3), "2 MB");
        QCOMPARE(requestClass(0).uses[0].bytes, 2e6);
        QVERIFY(demands->field(0, 3)->font().weight() == QFont::DemiBold); // changed
        QTest::mouseClick(demands->resetButton(0), Qt::LeftButton);
        QVERIFY(requestClass(0) == m_catalog.preset("consumer_app").classes[0]);
        QCOMPARE(m_design->workload.journeys.size(), std::size_t(1)); // kept beside own classes
        QTest::keyClick(demands->field(0, 1), Qt::Key_Down);
        QCOMPARE(QApplication::focusWidget(), demands->field(1, 1));
    }

    /// An operation that a class does not state has the catalog's count; stating it is a change that can go back.
    void anOperationThatWasNotStatedCanBe()
    {
        m_dialog->open(WorkloadDialog::Classes);
        FieldGrid *demands = m_dialog->classes()->form()->demands();
        std::size_t row = 0;
        while (m_catalog.operations()[row].id != "resolve")
            ++row;
        QCOMPARE(demands->field(row, 0)->text(), QStringLiteral("0.05"));
        test::typeInto(demands->field(row, 0), "1");
        QCOMPARE(requestClass(0).uses.back().operation, std::string("resolve"));
        QCOMPARE(requestClass(0).uses.back().count, 1.0);
        QTest::mouseClick(demands->resetButton(row), Qt::LeftButton);
        QVERIFY(requestClass(0) == m_catalog.preset("consumer_app").classes[0]);
    }

    void whatAClassCountsAsIsChosen()
    {
        m_dialog->open(WorkloadDialog::Classes);
        auto *counts = qobject_cast<QComboBox *>(m_dialog->classes()->form()->row("changes_state")->editor());
        counts->setFocus();
        QTest::keyClick(counts, Qt::Key_End);
        QCOMPARE(requestClass(0).changesState.value_or(false), true);
        QVERIFY(!m_dialog->classes()->form()->row("share")->editor()->isEnabled()); // the journeys say it
    }

    void classesAreAddedAndDeleted()
    {
        m_dialog->open(WorkloadDialog::Classes);
        ClassPage *page = m_dialog->classes();
        press(page->items()->addButton());
        QCOMPARE(m_design->workload.classes.size(), std::size_t(7));
        QCOMPARE(m_dialog->journeys()->form()->steps()->count(), std::size_t(7));
        QCOMPARE(page->items()->current(), 6);
        page->items()->list()->setCurrentRow(0);
        press(page->items()->deleteButton());
        QCOMPARE(requestClass(0).id, std::string("item"));
        QCOMPARE(journey(0).visits.size(), std::size_t(5));
        press(page->resetButton());
        QVERIFY(m_design->workload.classes.empty());
    }

    void readsToAWriteAreTyped()
    {
        m_dialog->open(WorkloadDialog::Classes);
        ClassPage *page = m_dialog->classes();
        QCOMPARE(page->ratioField()->text(), QStringLiteral("6.692")); // 87 : 13
        test::typeInto(page->ratioField(), "100");
        const auto ratio = [this] {
            return workload::readsPerWrite(workload::classesOf(m_design->workload, m_catalog),
                                           workload::statedShares(m_design->workload, m_catalog), m_catalog);
        };
        QVERIFY(std::abs(ratio() - 100) < 1e-9);
        QCOMPARE(page->ratioField()->text(), QStringLiteral("100"));
        test::typeInto(page->ratioField(), "0");
        QVERIFY(page->ratioNote().startsWith(QStringLiteral("◆ ")));
        QCOMPARE(m_steps.size(), std::size_t(1));
    }

    void aDayIsDrawnByTheMouseInOneGesture()
    {
        m_dialog->open(WorkloadDialog::Day);
        DayChart *chart = m_dialog->day()->chart();
        std::vector<edits::SetDay> asked;
        connect(m_dialog.get(), &WorkloadDialog::editRequested, this, [&](const edits::Edit &edit) {
            if (const auto *day = std::get_if<edits::SetDay>(&edit))
                asked.push_back(*day);
        });
        const auto at = [chart](int hour, double height) { return chart->pointOf(hour, height).toPoint(); };
        QTest::mousePress(chart, Qt::LeftButton, {}, at(2, 0.5));
        QTest::mouseMove(chart, at(6, 0.9)); // hours between are not left out
        QTest::mouseRelease(chart, Qt::LeftButton, {}, at(6, 0.9));
        QVERIFY(asked.size() >= 2);
        for (const edits::SetDay &each : asked)
            QCOMPARE(each.gesture, asked.front().gesture);
        QVERIFY(asked.front().gesture > 0);
        const std::vector<double> &day = m_design->workload.day;
        QVERIFY2(std::abs(day.at(2) - 0.5) < 0.02, qPrintable(QString::number(day.at(2))));
        QVERIFY(std::abs(day.at(4) - 0.7) < 0.02);
        QVERIFY(std::abs(day.at(6) - 0.9) < 0.02);
        QCOMPARE(day.at(20), 1.0);
        QCOMPARE(day.at(12), workload::dayCurve(3).at(12)); // the rest is the curve's
        press(m_dialog->day()->resetButton());
        QVERIFY(m_design->workload.day.empty());
    }

    void aDayIsChangedByKeys()
    {
        m_dialog->open(WorkloadDialog::Day);
        DayPage *page = m_dialog->day();
        page->chart()->setFocus();
        QTest::keyClick(page->chart(), Qt::Key_Home);
        QTest::keyClick(page->chart(), Qt::Key_Right);
        QCOMPARE(page->chart()->hour(), 1);
        const double before = page->chart()->day()[1];
        QTest::keyClick(page->chart(), Qt::Key_PageUp);
        QTest::keyClick(page->chart(), Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(std::abs(m_design->workload.day.at(1) - (before + 0.24)) < 0.006);
        test::typeInto(page->hourField(), "200 %"); // the new peak: all others are measured by it
        QCOMPARE(page->chart()->day().at(1), 1.0);
        QCOMPARE(page->chart()->day().at(20), 0.5);
        test::typeInto(page->hourField(), "2000 %");
        QVERIFY(!page->error().isEmpty());
        QCOMPARE(page->chart()->day().at(20), 0.5);
    }

    void aShapeIsAStart()
    {
        m_dialog->open(WorkloadDialog::Day);
        DayPage *page = m_dialog->day();
        QVERIFY(page->peakRow()->editor()->isEnabled());
        test::typeInto(editorOf(page->peakRow()), "2");
        QVERIFY(*m_design->workload.parameters.find("peak_factor") == project::Value(2.0));
        QVERIFY(std::abs(workload::peakFactor(page->chart()->day()) - 2) < 1e-9);
        page->shapes()->setFocus();
        QTest::keyClick(page->shapes(), Qt::Key_Down);
        QCOMPARE(m_design->workload.day, m_catalog.dayShapes()[0].hours);
        QVERIFY(!page->peakRow()->editor()->isEnabled()); // the hours say it
        QVERIFY(page->resetButton()->isVisibleTo(m_dialog.get()));
        QTest::keyClick(page->shapes(), Qt::Key_Home);
        QVERIFY(m_design->workload.day.empty());
    }

    void withoutJourneysTheSharesAreTyped()
    {
        project::Project design = *m_design;
        design.workload.classes = m_catalog.preset("consumer_app").classes;
        start(design);
        QVERIFY(m_dialog->journeys()->resetButton()->isHidden());
        QCOMPARE(m_dialog->journeys()->items()->current(), -1);
        m_dialog->open(WorkloadDialog::Classes);
        test::typeInto(editorOf(m_dialog->classes()->form()->row("share")), "0.8");
        QCOMPARE(requestClass(0).share, 0.8);
        m_dialog->open(WorkloadDialog::Journeys);
        press(m_dialog->journeys()->items()->addButton());
        QCOMPARE(m_design->workload.journeys.size(), std::size_t(1));
        QVERIFY(m_dialog->journeys()->form());
    }

    void anotherPresetIsRefusedWithWordsWhenItDoesNotFit()
    {
        test::typeInto(m_dialog->journeys()->form()->steps()->field(0, 0), "10"); // now its classes are needed
        const project::Snapshot before = m_design;
        m_dialog->presets()->setFocus();
        QTest::keyClick(m_dialog->presets(), Qt::Key_End);
        QVERIFY(m_design == before);
        QVERIFY(!m_dialog->error().isEmpty());
        QCOMPARE(m_dialog->presets()->currentData().toString(), QStringLiteral("consumer_app"));
    }

    void everyControlHasAName()
    {
        for (int page = 0; page < m_dialog->tabs()->count(); ++page) {
            m_dialog->open(page);
            for (const QWidget *each : m_dialog->findChildren<QWidget *>()) {
                const bool isControl = qobject_cast<const QLineEdit *>(each) || qobject_cast<const QComboBox *>(each)
                    || qobject_cast<const QToolButton *>(each) || qobject_cast<const QListWidget *>(each)
                    || qobject_cast<const DayChart *>(each);
                const auto *button = qobject_cast<const QPushButton *>(each);
                if (isControl && each->isVisible() && each->focusPolicy() != Qt::NoFocus)
                    QVERIFY2(!each->accessibleName().isEmpty(), each->metaObject()->className());
                if (button && button->isVisible())
                    QVERIFY(!button->text().isEmpty() || !button->accessibleName().isEmpty());
            }
        }
    }

    /// The keys go on from the tab that was clicked, not from a field of the page that is hidden now.
    void aClickedTabHasTheFocus()
    {
        m_dialog->open(WorkloadDialog::Day);
        m_dialog->day()->chart()->setFocus();
        QTest::mouseClick(m_dialog->tabs(), Qt::LeftButton, {}, m_dialog->tabs()->tabRect(0).center());
        QCOMPARE(m_dialog->tabs()->currentIndex(), 0);
        QCOMPARE(QApplication::focusWidget(), m_dialog->tabs());
        QTest::keyClick(m_dialog->tabs(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), m_dialog->journeys()->items()->list());
    }

    /// Tab alone reaches the list, its buttons, the name and the fields of what is chosen.
    void tabGoesThroughAllOfAPage()
    {
        QWidget *wanted = m_dialog->journeys()->form()->steps()->field(5, 0);
        QWidget *seen = m_dialog->tabs();
        seen->setFocus();
        for (int i = 0; i < 40 && QApplication::focusWidget() != wanted; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), wanted);
    }
};

HEADROOM_TEST(QApplication, WorkloadDialogTest)

} // namespace headroom::tst_workload_dialog

#include "tst_workload_dialog.moc"
