#include "tests/support/test_program.h"
#include "views/canvas/rename_box.h"
#include "views/stages/grow_bar.h"
#include "views/stages/range_box.h"
#include "views/stages/reach_bar.h"
#include "views/stages/stage_stepper.h"
#include "views/stages/users_slider.h"
#include "views/theme/letters.h"

#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::tst_stage_editing {

using stages::StageStepper;

namespace {

std::vector<analysis::StageSummary> threeStages()
{
    std::vector<analysis::StageSummary> stages(3);
    for (std::size_t i = 0; i < 3; ++i) {
        stages[i].name = "Stage " + std::to_string(i + 1);
        stages[i].from = 1000.0 * static_cast<double>(i);
        stages[i].to = 1000.0 * static_cast<double>(i + 1);
    }
    return stages;
}

} // namespace

/// The row of stages as a thing to edit, by keys and by the mouse.
class StageEditingTest final : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<StageStepper> m_stepper;

private Q_SLOTS:
    void init()
    {
        m_stepper = std::make_unique<StageStepper>();
        m_stepper->resize(700, 52);
        m_stepper->setStages(threeStages());
        m_stepper->setCurrent(1);
        m_stepper->show();
        QVERIFY(QTest::qWaitForWindowActive(m_stepper.get()));
        m_stepper->setFocus();
    }
    void cleanup() { m_stepper.reset(); }

    void keysStepThroughTheStages()
    {
        QSignalSpy asked(m_stepper.get(), &StageStepper::stageRequested);
        for (const auto &[key, stage] : { std::pair(Qt::Key_PageDown, 2), std::pair(Qt::Key_PageUp, 0),
                                          std::pair(Qt::Key_Home, 0), std::pair(Qt::Key_End, 2) }) {
            QTest::keyClick(m_stepper.get(), key);
            QCOMPARE(asked.last().first().toInt(), stage);
        }
    }

    void aNameIsTypedInPlace()
    {
        QSignalSpy renamed(m_stepper.get(), &StageStepper::renamed);
        QTest::keyClick(m_stepper.get(), Qt::Key_F2);
        QVERIFY(m_stepper->renameBox());
        QTest::keyClicks(m_stepper->renameBox(), "Read replicas");
        QTest::keyClick(m_stepper->renameBox(), Qt::Key_Return);
        QCOMPARE(renamed.size(), 1);
        QCOMPARE(renamed.first()[0].toInt(), 1);
        QCOMPARE(renamed.first()[1].toString(), QStringLiteral("Read replicas"));
        QVERIFY(!m_stepper->renameBox());
    }

    void escapeAndNothingTypedChangeNothing()
    {
        QSignalSpy renamed(m_stepper.get(), &StageStepper::renamed);
        QTest::mouseDClick(m_stepper.get(), Qt::LeftButton, {}, m_stepper->stopPoint(1).toPoint());
        QVERIFY(m_stepper->renameBox());
        QTest::keyClicks(m_stepper->renameBox(), "X");
        QTest::keyClick(m_stepper->renameBox(), Qt::Key_Escape);
        m_stepper->beginRename();
        QTest::keyClick(m_stepper->renameBox(), Qt::Key_Return);
        m_stepper->beginRename();
        m_stepper->renameBox()->clear();
        QTest::keyClick(m_stepper->renameBox(), Qt::Key_Return);
        QCOMPARE(renamed.size(), 0);
    }

    void aRangeIsTypedAsPeopleWriteIt()
    {
        QSignalSpy changed(m_stepper.get(), &StageStepper::rangeChanged);
        m_stepper->beginRange();
        stages::RangeBox *box = m_stepper->rangeBox();
        QVERIFY(box->isVisible());
        QCOMPARE(box->fromField()->text(), QStringLiteral("1,000"));
        const int height = box->height();
        box->fromField()->setText(QStringLiteral("5k"));
        box->toField()->setText(QStringLiteral("1.5k"));
        QTest::keyClick(box->toField(), Qt::Key_Return);
        QVERIFY(box->problem().contains(QStringLiteral("◆")));
        QVERIFY(box->toField()->property("wrong").toBool() && !box->fromField()->property("wrong").toBool());
        for (const QLabel *label : box->findChildren<QLabel *>()) // all its lines are there
            QVERIFY(label->height() >= label->heightForWidth(label->width()));
        QTest::keyClick(box->toField(), Qt::Key_Backspace); // it is being mended
        QVERIFY(!box->toField()->property("wrong").toBool() && box->problem().isEmpty());
        QCOMPARE(box->height(), height);
        box->toField()->setText(QStringLiteral("many"));
        QTest::keyClick(box->toField(), Qt::Key_Return);
        QVERIFY(!box->problem().isEmpty() && box->isVisible());
        QCOMPARE(changed.size(), 0);
        box->toField()->setText(QStringLiteral("1.4M"));
        QTest::keyClick(box->toField(), Qt::Key_Return);
        QVERIFY(!box->isVisible());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first()[0].toInt(), 1);
        QCOMPARE(changed.first()[1].toDouble(), 5000.0);
        QCOMPARE(changed.first()[2].toDouble(), 1.4e6);
    }

    void aStageIsMovedAndDeletedByKeys()
    {
        QSignalSpy moved(m_stepper.get(), &StageStepper::moveRequested);
        QSignalSpy removed(m_stepper.get(), &StageStepper::removalRequested);
        QTest::keyClick(m_stepper.get(), Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(moved.last()[1].toInt(), 2);
        QTest::keyClick(m_stepper.get(), Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(moved.last()[1].toInt(), 0);
        m_stepper->setCurrent(0);
        QTest::keyClick(m_stepper.get(), Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(moved.size(), 2); // it is the first
        QTest::keyClick(m_stepper.get(), Qt::Key_Delete);
        QCOMPARE(removed.last().first().toInt(), 0);
    }

    void theMenuIsAboutTheStageItWasAskedForAt()
    {
        QSignalSpy asked(m_stepper.get(), &StageStepper::stageRequested);
        QSignalSpy menu(m_stepper.get(), &StageStepper::menuRequested);
        const QPoint at = m_stepper->stopPoint(2).toPoint();
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, m_stepper->mapToGlobal(at));
        QCoreApplication::sendEvent(m_stepper.get(), &event);
        QCOMPARE(asked.last().first().toInt(), 2);
        QCOMPARE(menu.size(), 1);
        QTest::mouseClick(m_stepper->menuButton(), Qt::LeftButton);
        QCOMPARE(menu.size(), 2);
        QVERIFY(m_stepper->rect().contains(m_stepper->menuButton()->geometry()));
        for (int i = 0; i < 3; ++i)
            QVERIFY(!m_stepper->menuButton()->geometry().contains(m_stepper->stopPoint(i).toPoint()));
    }

    void theReachIsSaidBeforeItHappens()
    {
        stages::ReachBar bar;
        bar.say(QStringLiteral("6, 7"), 2, QStringLiteral("Cache is not in stage 7"));
        QVERIFY(bar.text().contains(QStringLiteral("6, 7")) && bar.text().contains(QStringLiteral("Cache")));
        QSignalSpy off(&bar, &stages::ReachBar::offRequested);
        QTest::mouseClick(bar.offButton(), Qt::LeftButton);
        QCOMPARE(off.size(), 1);
    }

    void whatIsReachedIsSaidOnAsManyLinesAsItTakes()
    {
        theme::setLetterScale(2);
        stages::ReachBar bar;
        bar.setTheme(theme::Theme::light());
        bar.say(QStringLiteral("6, 7"), 2, QStringLiteral("Cache is not in stage 7"));
        bar.resize(532, bar.heightForWidth(532));
        bar.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        const auto labels = bar.findChildren<QLabel *>();
        const auto words = std::find_if(labels.begin(), labels.end(),
                                        [&](const QLabel *label) { return label->text() == bar.text(); });
        QVERIFY(words != labels.end());
        QVERIFY((*words)->height() >= (*words)->heightForWidth((*words)->width()));
        theme::setLetterScale(1);
    }

    /// With large letters the line stands below the buttons, and the bar is no higher than both.
    void theBarOfGrowthStaysLow()
    {
        for (const double scale : { 1.0, 2.0 }) {
            theme::setLetterScale(scale);
            QWidget window;
            auto *column = new QVBoxLayout(&window);
            auto *bar = new stages::GrowBar;
            bar->setTheme(theme::Theme::light());
            bar->setFont(theme::Theme::font(12));
            bar->say(QStringLiteral("Stage 1, Single server: nothing is nearly full"), theme::Role::Fine);
            column->addWidget(bar);
            column->addWidget(new QWidget, 1);
            window.resize(680, 600);
            window.show();
            bar->show();
            QVERIFY(QTest::qWaitForWindowExposed(&window));
            const auto *line = bar->findChild<QLabel *>();
            const double low = 4.5 * line->fontMetrics().lineSpacing(); // buttons, and two lines of words
            QTRY_VERIFY2(bar->height() < low, qPrintable(QString::number(bar->height())));
            QVERIFY(line->height() >= line->heightForWidth(line->width()));
            QCOMPARE(line->y() > bar->stayButton()->geometry().bottom(), scale > 1);
        }
        theme::setLetterScale(1);
    }

    /// Names that are too long for one line are broken at spaces, and after hyphens.
    void namesOfStagesBreakAtHyphens()
    {
        StageStepper stepper;
        std::vector<analysis::StageSummary> stages = threeStages();
        for (const char *name : { "Multi-continental", "Multi continental" }) {
            for (analysis::StageSummary &each : stages)
                each.name = name;
            stepper.setStages(stages);
            stepper.resize(330, 60);
            stepper.show();
            QVERIFY(QTest::qWaitForWindowExposed(&stepper));
            const QImage seen = stepper.grab().toImage();
            int lines = 0;
            bool wasInk = false;
            for (int y = seen.height() / 2; y < seen.height(); ++y) {
                bool isInk = false;
                for (int x = 0; x < seen.width(); ++x)
                    isInk = isInk || qGray(seen.pixel(x, y)) < 150;
                lines += isInk && !wasInk;
                wasInk = isInk;
            }
            QVERIFY2(lines == 2, qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(name)).arg(lines)));
        }
    }

    /// In the smallest window the sentence has three lines beside the buttons; what is longer ends with "…".
    void whatGrowthSaysIsNotCut()
    {
        const QString sentence = QStringLiteral("◆ Shop server · CPU is full since 3.95 k users; it is the bottleneck, "
                                                "requests are turned away; Order mail · Quota is full since 4.50 M");
        stages::GrowBar bar;
        bar.setTheme(theme::Theme::light());
        bar.say(sentence, theme::Role::Critical);
        bar.show();
        const auto labels = bar.findChildren<QLabel *>();
        QCOMPARE(labels.size(), 1);
        const QLabel *label = labels.first();
        for (const int width : { 800, 1000, 1400 })
            for (const QString &text : { sentence, sentence + QStringLiteral("; ") + sentence }) {
                bar.resize(width, bar.sizeHint().height());
                bar.say(text, theme::Role::Critical);
                QCoreApplication::processEvents();
                const QRect room(0, 0, label->width(), 1000);
                const int height = label->fontMetrics().boundingRect(room, Qt::TextWordWrap, label->text()).height();
                QVERIFY2(height <= label->height(), qPrintable(label->text()));
                QVERIFY(text != sentence || label->text() == sentence);
                QVERIFY(label->text() == text || label->text().endsWith(QStringLiteral("…")));
                QCOMPARE(bar.text(), text);
            }
    }

    void growthIsSteeredByItsBar()
    {
        stages::GrowBar bar;
        bar.show();
        QSignalSpy play(&bar, &stages::GrowBar::playRequested);
        QSignalSpy way(&bar, &stages::GrowBar::wayRequested);
        QSignalSpy speed(&bar, &stages::GrowBar::speedRequested);
        QTest::mouseClick(bar.playButton(), Qt::LeftButton);
        QCOMPARE(play.size(), 1);
        QTest::mouseClick(bar.stayButton(), Qt::LeftButton);
        QCOMPARE(way.last().first().toBool(), false);
        QVERIFY(!bar.moveButton()->isChecked());
        QTest::mouseClick(bar.moveButton(), Qt::LeftButton);
        QCOMPARE(way.last().first().toBool(), true);
        bar.speedBox()->setFocus();
        QTest::keyClick(bar.speedBox(), Qt::Key_Down);
        QCOMPARE(speed.last().first().toDouble(), 2.0);
        bar.say(QStringLiteral("◆ Database · CPU is full"), theme::Role::Critical);
        QCOMPARE(bar.text(), QStringLiteral("◆ Database · CPU is full"));
    }
};

HEADROOM_TEST(QApplication, StageEditingTest)

} // namespace headroom::tst_stage_editing

#include "tst_stage_editing.moc"
