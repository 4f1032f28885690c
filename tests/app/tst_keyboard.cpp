#include "tests/app/window_fixture.h"
#include "tests/support/test_program.h"
#include "views/canvas/mini_map.h"
#include "views/commands/command_palette.h"

#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>

#include <algorithm>

namespace headroom::tst_keyboard {

/// The third stage of growth from an empty design by keys alone: each goes to whatever has the focus, as a user's does.
class KeyboardTest final : public test::WindowTest {
    Q_OBJECT

    static void key(int code, Qt::KeyboardModifiers held = {})
    {
        QWidget *there = QApplication::activePopupWidget();
        there = there ? there : QApplication::focusWidget();
        QVERIFY(there);
        QTest::keyClick(there, static_cast<Qt::Key>(code), held);
        QCoreApplication::processEvents();
    }
    static void type(const char *words)
    {
        for (const char *letter = words; *letter; ++letter) {
            QVERIFY(QApplication::focusWidget());
            QTest::keyClick(QApplication::focusWidget(), *letter);
        }
        QCoreApplication::processEvents();
    }
    static void chooseByName(const char *name)
    {
        type(name);
        key(Qt::Key_Return);
    }
    void add(const char *kind)
    {
        const std::size_t before = stage().components.size();
        key(Qt::Key_Slash);
        chooseByName(kind);
        QCOMPARE(stage().components.size(), before + 1);
    }
    void find(const char *name)
    {
        key(Qt::Key_F, Qt::ControlModifier);
        chooseByName(name);
        QCOMPARE(m_window->canvas().selection().size(), std::size_t(1));
        QVERIFY(m_window->canvas().hasFocus());
    }
    /// From the canvas into the inspector, to that field, and back again.
    void state(const char *parameter, const char *value)
    {
        key(Qt::Key_Return);
        for (int i = 0; i < 120 && QApplication::focusWidget()->accessibleName() != QLatin1String(parameter); ++i)
            key(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->accessibleName(), QLatin1String(parameter));
        key(Qt::Key_A, Qt::ControlModifier);
        type(value);
        key(Qt::Key_Return);
        key(Qt::Key_Escape);
        QVERIFY(m_window->canvas().hasFocus());
    }

    [[nodiscard]] const project::Stage &stage() const { return *m_window->document().snapshot()->stages.front(); }
    [[nodiscard]] const project::Component &component(const char *name) const
    {
        const auto found = std::find_if(stage().components.begin(), stage().components.end(),
                                        [&](const project::Component &each) { return each.name == name; });
        return found == stage().components.end() ? stage().components.front() : *found;
    }
    [[nodiscard]] static double numberOf(const project::Parameters &parameters, const char *id)
    {
        const project::Value *value = parameters.find(id);
        const double *number = value ? std::get_if<double>(value) : nullptr;
        return number ? *number : -1;
    }
    [[nodiscard]] bool isConnected(const char *from, const char *to) const
    {
        return std::any_of(stage().connections.begin(), stage().connections.end(),
                           [&](const project::Connection &each) {
                               return each.from == component(from).id && each.to == component(to).id;
                           });
    }

private Q_SLOTS:
    void init()
    {
        QVERIFY(m_catalog);
        test::isolate("tst_keyboard");
        m_window = std::make_unique<app::MainWindow>(*m_catalog);
        m_window->canvas().setMotion(false);
        m_window->resize(1280, 800);
        m_window->showStart();
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup() { close(); }

    void theThirdStageIsBuiltWithoutAMouse()
    {
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
        QVERIFY(!m_window->isAtStart());
        QVERIFY(stage().components.empty());
        QVERIFY(QApplication::focusWidget());
        add("clients");
        add("dns");
        QVERIFY(isConnected("Clients", "DNS"));
        find("clients");
        add("load balancer");
        QVERIFY(isConnected("Clients", "Load balancer"));
        add("app server");
        key(Qt::Key_Escape); // out of the palette
        QVERIFY(m_window->canvas().hasFocus());
        key(Qt::Key_F2);
        chooseByName("Front a");
        QVERIFY(m_window->canvas().hasFocus());
        find("load balancer");
        add("app server");
        key(Qt::Key_Escape);
        key(Qt::Key_F2);
        chooseByName("Front b");
        QVERIFY(isConnected("Load balancer", "Front a") && isConnected("Load balancer", "Front b"));
        add("database");
        QVERIFY(isConnected("Front b", "Database"));
        const canvas::CanvasView &canvas = m_window->canvas();
        const QRectF card = canvas.cardRect(component("Database").id);
        QVERIFY(QRectF(canvas.rect()).contains(card));
        QVERIFY(canvas.miniMap()->isHidden() || !card.intersects(QRectF(canvas.miniMap()->geometry())));
        find("front a");
        key(Qt::Key_J, Qt::ControlModifier);
        chooseByName("database");
        QVERIFY(isConnected("Front a", "Database"));
        QVERIFY(m_window->canvas().hasFocus());
        QCOMPARE(stage().components.size(), std::size_t(6));
        QCOMPARE(stage().connections.size(), std::size_t(6));
        state("Timeout", "250ms"); // of the line, which is what was made last
        QCOMPARE(numberOf(stage().connections.back().parameters, "timeout"), 0.25);
        find("front a");
        state("Instances", "3");
        QCOMPARE(numberOf(component("Front a").parameters, "instances"), 3.0);
        key(Qt::Key_Right, Qt::ShiftModifier); // a card is moved
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(numberOf(component("Front a").parameters, "instances"), 3.0);

        find("clients");
        key(Qt::Key_J, Qt::ControlModifier);
        const auto *answers = m_window->findChild<commands::CommandPalette *>()->findChild<QListWidget *>();
        QCOMPARE(answers->count(), 5); // all but itself, and last what it is connected with
        QStringList last;
        for (const int row : { 3, 4 })
            last.append(answers->item(row)->text());
        last.sort();
        QCOMPARE(last, QStringList({ QStringLiteral("DNS"), QStringLiteral("Load balancer") }));
        key(Qt::Key_Escape);
        find("front a");
        for (int i = 0; i < 60; ++i) // a card that is moved by keys stays in sight
            key(Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(QRectF(m_window->canvas().rect()).contains(m_window->canvas().cardRect(component("Front a").id)));
        key(Qt::Key_Z, Qt::ControlModifier);
    }

    /// Alt and arrows lead along the lines, so that each of them can be reached.
    void linesAreWalked()
    {
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
        add("clients");
        add("load balancer");
        find("clients");
        add("dns");
        find("clients");
        const auto selected = [this] { return m_window->canvas().selection().front(); };
        key(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(selected(), stage().connections[0].id);
        key(Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(selected(), stage().connections[1].id);
        key(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(selected(), component("DNS").id);
        key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(selected(), stage().connections[1].id);
        key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(selected(), component("Clients").id);
        key(Qt::Key_Delete);
        QCOMPARE(stage().components.size(), std::size_t(2));
        QVERIFY(stage().connections.empty());
    }
};

HEADROOM_TEST(QApplication, KeyboardTest)

} // namespace headroom::tst_keyboard

#include "tst_keyboard.moc"
