#include "tests/support/test_program.h"
#include "views/notices/notice_bar.h"
#include "views/theme/letters.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QScopeGuard>
#include <QTest>
#include <QVBoxLayout>

namespace headroom::tst_notice_bar {

/// A question above the canvas: its words and ways are whole at any width, and nothing is pressed by accident.
class NoticeBarTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<QWidget> m_window;
    notices::NoticeBar *m_bar = nullptr;
    QLineEdit *m_canvas = nullptr; ///< whatever has the focus else
    QString m_taken;

    void ask(const QString &text)
    {
        m_bar->ask(text,
                   { { QStringLiteral("Compare…"), [this] { m_taken = QStringLiteral("compare"); }, true },
                     { QStringLiteral("Take theirs"), [this] { m_taken = QStringLiteral("theirs"); } },
                     { QStringLiteral("Keep mine"), {} } });
        QVERIFY(m_bar->isVisible());
        layOut();
    }

    void layOut()
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        m_window->layout()->activate();
    }

    QRect textRect() const
    {
        for (const QLabel *each : m_bar->findChildren<QLabel *>())
            if (!each->text().isEmpty())
                return each->geometry();
        return {};
    }

private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_bar = new notices::NoticeBar(m_window.get());
        m_bar->setTheme(theme::Theme::light());
        m_canvas = new QLineEdit(m_window.get());
        m_bar->setFocusProxy(m_canvas);
        auto *column = new QVBoxLayout(m_window.get());
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(m_bar);
        column->addWidget(m_canvas);
        column->addStretch(1);
        m_window->resize(900, 400);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_taken.clear();
    }
    void cleanup() { m_window.reset(); }

    void waysStandBesideTheWordsOrBelowThem_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("isBeside");
        QTest::newRow("wide") << 900 << true;
        QTest::newRow("narrow") << 420 << false;
        QTest::newRow("wide enough for two lines") << 640 << true;
    }
    void waysStandBesideTheWordsOrBelowThem()
    {
        QFETCH(int, width);
        QFETCH(bool, isBeside);
        ask(QStringLiteral("Another program has changed shop.headroom, and there are changes of yours."));
        m_window->resize(width, 400);
        layOut();
        layOut(); // the room of the words follows from where the ways stand
        QCOMPARE(m_bar->buttons().size(), 3);
        QRect before = textRect();
        QVERIFY(m_bar->rect().contains(before));
        for (const QPushButton *each : m_bar->buttons()) {
            const QRect button(each->mapTo(m_bar, QPoint()), each->size());
            QVERIFY(m_bar->rect().contains(button));
            QVERIFY(button.width() >= each->sizeHint().width());
            QCOMPARE(button.left() > before.right(), isBeside || each != m_bar->buttons().first());
            QCOMPARE(button.top() > textRect().bottom(), !isBeside);
            before = button;
        }
    }

    void waysWithoutRoomStandInRows()
    {
        ask(QStringLiteral("Another program has changed shop.headroom, and there are changes of yours."));
        int row = 0;
        for (const QPushButton *each : m_bar->buttons())
            row += each->sizeHint().width();
        m_window->resize(row, 400); // which is too narrow for the mark beside them
        layOut();
        layOut();
        QList<QRect> seen;
        for (const QPushButton *each : m_bar->buttons()) {
            const QRect button(each->mapTo(m_bar, QPoint()), each->size());
            QVERIFY(m_bar->rect().contains(button));
            QVERIFY(button.width() >= each->sizeHint().width());
            QVERIFY(!button.intersects(textRect()));
            for (const QRect &other : std::as_const(seen))
                QVERIFY(!button.intersects(other));
            seen.append(button);
        }
        QVERIFY(seen.last().top() > seen.first().bottom());
        m_window->resize(900, 400); // and come back into one
        layOut();
        layOut();
        QCOMPARE(m_bar->buttons().last()->y(), m_bar->buttons().first()->y());
    }

    void largeLettersShrinkBeforeARowIsAdded()
    {
        theme::setLetterScale(2);
        const auto back = qScopeGuard([] { theme::setLetterScale(1); });
        ask(QStringLiteral("Another program has changed shop.headroom, and there are changes of yours."));
        m_window->resize(900, 400);
        layOut();
        layOut();
        const auto letters = [this] { return m_bar->buttons().first()->font().pixelSize(); };
        const int usual = theme::Theme::font(13).pixelSize();
        QCOMPARE(usual, 26);
        QCOMPARE(letters(), usual);
        int row = 0;
        for (const QPushButton *each : m_bar->buttons())
            row += each->sizeHint().width();
        m_window->resize(row, 400);
        layOut();
        layOut();
        QVERIFY(letters() < usual && letters() >= 13);
        QCOMPARE(m_bar->buttons().last()->y(), m_bar->buttons().first()->y());
        m_window->resize(900, 400);
        layOut();
        QCOMPARE(letters(), usual);
    }

    void aClickTakesAWayAndEndsTheQuestion()
    {
        ask(QStringLiteral("Another program has changed shop.headroom."));
        QTest::mouseClick(m_bar->buttons()[1], Qt::LeftButton);
        QCOMPARE(m_taken, QStringLiteral("theirs"));
        QVERIFY(!m_bar->isVisible());
    }

    /// Asking again takes the old ways away, so that a click cannot mean the question before.
    void aNewQuestionHasItsOwnWays()
    {
        ask(QStringLiteral("Another program has changed shop.headroom."));
        const QPointer<QPushButton> old = m_bar->buttons().first();
        m_bar->ask(QStringLiteral("Saved."), { { QStringLiteral("Fine"), {} } });
        QCOMPARE(m_bar->buttons().size(), 1);
        QVERIFY(!old || !old->isVisible());
        QCOMPARE(m_bar->text(), QStringLiteral("Saved."));
    }

    /// Space pressed twice takes one way, and then goes to what had the focus before.
    void theFocusGoesBackToTheCanvas()
    {
        ask(QStringLiteral("Another program has changed shop.headroom."));
        m_bar->buttons().first()->setFocus(Qt::TabFocusReason);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(m_taken, QStringLiteral("compare"));
        QCOMPARE(QApplication::focusWidget(), m_canvas);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(m_canvas->text(), QStringLiteral(" "));
    }
};

HEADROOM_TEST(QApplication, NoticeBarTest)

} // namespace headroom::tst_notice_bar

#include "tst_notice_bar.moc"
