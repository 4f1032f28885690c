#include "tests/support/test_program.h"
#include "tests/views/inspector/inspector_bench.h"
#include "views/inspector/name_edit.h"
#include "views/theme/letters.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QScopeGuard>
#include <QTextDocument>
#include <QToolButton>

namespace headroom::tst_inspector {

using test::rowOf;
using test::typeInto;

/// The inspector's editors come from the catalog and ask for one edit each.
class InspectorTest final : public test::InspectorBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void theKindIsWholeInLargeLetters()
    {
        const auto usual = qScopeGuard([] { theme::setLetterScale(1); });
        theme::setLetterScale(2);
        open();
        select("mail");
        const QList<QLabel *> labels = m_view->findChildren<QLabel *>();
        const auto kind = std::find_if(labels.begin(), labels.end(), [](const QLabel *each) {
            return each->text().contains(QStringLiteral(" · ")) && each->isVisible();
        });
        QVERIFY(kind != labels.end());
        QVERIFY((*kind)->wordWrap());
        QTRY_VERIFY2((*kind)->height() >= (*kind)->heightForWidth((*kind)->width()), qPrintable((*kind)->text()));
        QVERIFY(m_view->rect().contains(QRect((*kind)->mapTo(m_view.get(), QPoint()), (*kind)->size())));
    }

    void aNameTooLongEndsInAnEllipsis()
    {
        auto *name = qobject_cast<inspector::NameEdit *>(m_view->nameField());
        QVERIFY(name);
        select("db");
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->setFocus();
        QCOMPARE(name->shown(), name->text());
        project::Project longer = *test::openDesign("examples/social-feed.headroom");
        longer.name = "Customer relationship & subscription management platform, <third> generation";
        m_view->setSelection({});
        m_view->setSnapshot(std::make_shared<const project::Project>(longer), 4);
        QVERIFY2(name->shown().endsWith(QChar(0x2026)), qPrintable(name->shown()));
        QVERIFY(QString::fromStdString(longer.name).startsWith(name->shown().chopped(1)));
        // All of it is read in the tool tip, sign by sign, and while it is edited.
        QTextDocument tip;
        tip.setHtml(name->toolTip());
        QCOMPARE(tip.toPlainText(), QString::fromStdString(longer.name));
        name->setFocus();
        QCOMPARE(name->shown(), QString::fromStdString(longer.name));
    }

    void aTypedQuantityIsOneEditInTheBaseUnit()
    {
        select("db");
        typeInto(rowOf(*m_view, "commit_latency"), "250 ms");
        const auto edit = only<edits::SetParameter>();
        QCOMPARE(edit.id, std::string("db"));
        QCOMPARE(edit.parameter, std::string("commit_latency"));
        QVERIFY(edit.value && std::get<double>(*edit.value) == 0.25);
    }

    void nonsenseAndNumbersOutOfRangeAskForNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : { "fast", "-5 ms", "1e9", "nan", "" })
            QTest::newRow(*text ? text : "empty") << QByteArray(text);
    }

    void nonsenseAndNumbersOutOfRangeAskForNothing()
    {
        QFETCH(QByteArray, text);
        select("db");
        inspector::ParameterRow *row = rowOf(*m_view, "commit_latency");
        auto *field = qobject_cast<QLineEdit *>(row->editor());
        field->setFocus();
        field->selectAll();
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClicks(field, QString::fromLatin1(text));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(m_asked.empty());
        QVERIFY(!row->error().isEmpty());
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(row->error().isEmpty());
        QCOMPARE(field->text(), QStringLiteral("1 ms"));
    }

    void theSameValueAskForNothing()
    {
        select("db");
        typeInto(rowOf(*m_view, "commit_latency"), "1 ms");
        QVERIFY(m_asked.empty());
    }

    void resetGoesBackToTheDefault()
    {
        select("db"); // states iops
        inspector::ParameterRow *row = rowOf(*m_view, "iops");
        QVERIFY(row->resetButton()->isVisibleTo(m_view.get()));
        QTest::mouseClick(row->resetButton(), Qt::LeftButton);
        const auto edit = only<edits::SetParameter>();
        QCOMPARE(edit.parameter, std::string("iops"));
        QVERIFY(!edit.value);
        QVERIFY(!rowOf(*m_view, "mttf")->resetButton()->isVisibleTo(m_view.get())); // a default has nothing to reset
    }

    void flagsAndChoicesAreOneEditEach()
    {
        select("app-a");
        auto *flag = qobject_cast<QCheckBox *>(rowOf(*m_view, "autoscale")->editor());
        QVERIFY(flag->isChecked());
        QTest::mouseClick(flag, Qt::LeftButton, {}, QPoint(8, flag->height() / 2));
        QCOMPARE(std::get<bool>(*only<edits::SetParameter>().value), false);
        m_asked.clear();
        auto *sizes = qobject_cast<QComboBox *>(rowOf(*m_view, "size")->editor());
        sizes->setFocus();
        QTest::keyClick(sizes, Qt::Key_Down);
        QCOMPARE(m_asked.size(), std::size_t(1));
    }

    void theNameIsAnEditWhenLeft()
    {
        select("db");
        m_view->nameField()->setFocus();
        m_view->nameField()->selectAll();
        QTest::keyClicks(m_view->nameField(), "Orders");
        QTest::keyClick(m_view->nameField(), Qt::Key_Return);
        QCOMPARE(only<edits::RenameElement>().name, std::string("Orders"));
    }

    /// The size of a component says what its figures would be, and stating just that changes nothing.
    void theDefaultIsThatOfTheChosenSize()
    {
        auto design = std::make_shared<project::Project>(*test::openDesign("examples/social-feed.headroom"));
        auto stage = std::make_shared<project::Stage>(*design->stages[4]);
        for (project::Component &each : stage->components)
            if (each.id == "db")
                each.parameters.set("vcpu", 3.0);
        design->stages[4] = stage;
        m_view->setSnapshot(design, 4);
        select("db");
        const project::Component &db = *stage->findComponent("db");
        const catalog::ParameterSpec &spec = *test::theCatalog().kind(db.kind).findParameter("vcpu");
        const catalog::EffectiveValue given = catalog::unstatedValue(test::theCatalog(), db, spec);
        QCOMPARE(given.origin, catalog::ValueOrigin::Size);
        const QString words = QStringLiteral("the size has %1").arg(std::get<double>(given.value));
        QVERIFY2(rowOf(*m_view, "vcpu")->hint().startsWith(words), qPrintable(rowOf(*m_view, "vcpu")->hint()));
        QVERIFY(rowOf(*m_view, "vcpu")->resetButton()->isVisibleTo(m_view.get()));
        auto same = std::make_shared<project::Stage>(*stage);
        for (project::Component &each : same->components)
            if (each.id == "db")
                each.parameters.set("vcpu", given.value);
        design = std::make_shared<project::Project>(*design);
        design->stages[4] = same;
        m_view->setSnapshot(design, 4);
        QVERIFY(!rowOf(*m_view, "vcpu")->resetButton()->isVisibleTo(m_view.get()));
        QVERIFY(rowOf(*m_view, "vcpu")->hint().startsWith(QStringLiteral("from the size")));
    }

    void aNewSnapshotKeepsWhatIsBeingTyped()
    {
        select("db");
        auto *field = qobject_cast<QLineEdit *>(rowOf(*m_view, "mttr")->editor());
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, "12");
        m_view->setSnapshot(std::make_shared<project::Project>(*test::openDesign("examples/social-feed.headroom")), 4);
        QCOMPARE(qobject_cast<QLineEdit *>(rowOf(*m_view, "mttr")->editor())->text(), QStringLiteral("12"));
    }

    void everyKindCanBeInspected()
    {
        for (const catalog::Kind &kind : test::theCatalog().kinds()) {
            const auto design
                = std::make_shared<project::Project>(test::ProjectBuilder().component("x", kind.id).build());
            m_view->setSnapshot(design, 0);
            m_view->setReport(
                std::make_shared<analysis::Report>(analysis::analyze(*design, 0, 1000, test::theCatalog())));
            m_view->setSelection({ "x" });
            QCOMPARE(m_view->properties()->rows().size(), kind.parameters.size());
            QVERIFY(!m_view->grab().isNull());
        }
    }

    void sizesSayWhatTheyCost()
    {
        test::ProjectBuilder builder;
        builder.component("a", "web_app_server");
        m_view->setSnapshot(std::make_shared<project::Project>(builder.build()), 0);
        m_view->setSelection({ "a" });
        const auto *sizes = qobject_cast<QComboBox *>(rowOf(*m_view, "size")->editor());
        const int nano = sizes->findData(QStringLiteral("t4g.nano")); // 0.0042 USD/h · 730 h
        QVERIFY(nano >= 0);
        QVERIFY2(sizes->itemText(nano).contains(QStringLiteral("$3.07")), qPrintable(sizes->itemText(nano)));
    }
};

HEADROOM_TEST(QApplication, InspectorTest)

} // namespace headroom::tst_inspector

#include "tst_inspector.moc"
