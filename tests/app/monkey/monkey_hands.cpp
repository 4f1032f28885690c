#include "tests/app/monkey/monkey.h"

#include "tests/support/model_support.h"
#include "tests/support/nasty_names.h"
#include "views/canvas/place_toggle.h"

#include <QApplication>
#include <QDropEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QWheelEvent>

// What its hands do on the canvas.
namespace headroom::test {

void Monkey::mouse(QEvent::Type type, QPointF at, Qt::KeyboardModifiers keys, Qt::MouseButton button)
{
    const bool isMove = type == QEvent::MouseMove;
    const bool isUp = type == QEvent::MouseButtonRelease;
    QMouseEvent event(type, at, m_view.mapToGlobal(at), isMove ? Qt::NoButton : button,
                      isUp ? Qt::MouseButtons() : Qt::MouseButtons(button), keys);
    QCoreApplication::sendEvent(&m_view, &event);
}

void Monkey::key(QWidget &widget, int code, Qt::KeyboardModifiers keys, const QString &text)
{
    for (const QEvent::Type type : { QEvent::KeyPress, QEvent::KeyRelease }) {
        QKeyEvent event(type, code, keys, text);
        QCoreApplication::sendEvent(&widget, &event);
    }
}

void Monkey::type(QWidget &widget, const QString &text)
{
    for (const QChar letter : text) {
        QKeyEvent event(QEvent::KeyPress, 0, {}, QString(letter));
        QCoreApplication::sendEvent(&widget, &event);
    }
}

void Monkey::drag(QPointF from, QPointF to, Qt::KeyboardModifiers keys, Qt::MouseButton button)
{
    note(QStringLiteral("%1,%2 to %3,%4").arg(from.x()).arg(from.y()).arg(to.x()).arg(to.y()));
    QMouseEvent hover(QEvent::MouseMove, from, m_view.mapToGlobal(from), Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(&m_view, &hover);
    mouse(QEvent::MouseButtonPress, from, keys, button);
    const int moves = static_cast<int>(m_dice.whole(1, 4));
    for (int i = 1; i <= moves; ++i)
        mouse(QEvent::MouseMove, from + (to - from) * i / moves, keys, button);
    if (m_dice.chance(0.1))
        paint();
    if (m_dice.chance(0.06)) {
        note(QStringLiteral("Escape"));
        key(m_view, Qt::Key_Escape);
    } else if (m_dice.chance(0.04)) {
        note(QStringLiteral("undone meanwhile"));
        m_document.undoStack().undo();
    } else if (m_dice.chance(0.04)) {
        tell();
    } else if (m_dice.chance(0.04)) {
        note(QStringLiteral("deleted meanwhile"));
        key(m_view, Qt::Key_Delete);
    }
    mouse(QEvent::MouseButtonRelease, to, keys, button);
}

void Monkey::closeMenus()
{
    while (auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget())) {
        QList<QAction *> actions = menu->actions();
        actions.removeIf([](QAction *action) { return action->menu() || action->isSeparator(); });
        if (!actions.isEmpty() && !isFull() && m_dice.chance(0.8)) {
            QAction *chosen = actions[static_cast<int>(m_dice.below(static_cast<std::size_t>(actions.size())))];
            note(QStringLiteral("chose ") + chosen->text());
            chosen->trigger();
        }
        menu->close();
    }
}

Qt::KeyboardModifiers Monkey::someModifiers()
{
    static constexpr std::array kModifiers { Qt::ShiftModifier, Qt::ControlModifier, Qt::AltModifier };
    return m_dice.chance(0.7) ? Qt::KeyboardModifiers() : Qt::KeyboardModifiers(kModifiers[m_dice.below(3)]);
}

QPointF Monkey::somewhere()
{
    return { m_dice.whole(-20, m_view.width() + 20), m_dice.whole(-20, m_view.height() + 20) };
}

QPointF Monkey::onCard()
{
    const auto &faces = m_view.faces().components();
    for (int tries = 0; tries < 12 && !faces.empty(); ++tries) {
        const canvas::ComponentFace &face = faces[m_dice.below(faces.size())];
        const QRectF rect = m_view.cardRect(face.id);
        const QPointF point = face.isPlace
            ? QPointF(rect.left() + m_dice.between(0, rect.width()), rect.top())
            : QPointF(rect.left() + m_dice.between(0, rect.width()), rect.top() + m_dice.between(0, rect.height()));
        if (!face.isHidden && QRectF(m_view.rect()).contains(point))
            return point.toPoint();
    }
    return somewhere();
}

void Monkey::click()
{
    const QPointF at = m_dice.chance(0.75) ? onCard() : somewhere();
    const Qt::MouseButton button = m_dice.chance(0.9) ? Qt::LeftButton
        : m_dice.chance(0.5)                          ? Qt::RightButton
                                                      : Qt::MiddleButton;
    const Qt::KeyboardModifiers keys = someModifiers();
    note(QStringLiteral("%1,%2").arg(at.x()).arg(at.y()));
    mouse(QEvent::MouseButtonPress, at, keys, button);
    mouse(QEvent::MouseButtonRelease, at, keys, button);
}

void Monkey::doubleClick()
{
    const QPointF at = onCard();
    note(QStringLiteral("%1,%2").arg(at.x()).arg(at.y()));
    mouse(QEvent::MouseButtonPress, at);
    mouse(QEvent::MouseButtonRelease, at);
    mouse(QEvent::MouseButtonDblClick, at);
    mouse(QEvent::MouseButtonRelease, at);
}

void Monkey::dragCard()
{
    const Qt::KeyboardModifiers keys = someModifiers();
    drag(onCard(), somewhere(), isFull() && keys == Qt::AltModifier ? Qt::KeyboardModifiers() : keys);
}

void Monkey::dragAnywhere()
{
    drag(somewhere(), somewhere(), someModifiers(), m_dice.chance(0.8) ? Qt::LeftButton : Qt::MiddleButton);
}

void Monkey::connectCards()
{
    const std::string from = someElement();
    const QRectF card = m_view.cardRect(from);
    drag(card.isNull() ? onCard() : QPointF(card.right(), card.center().y()).toPoint(),
         m_dice.chance(0.85) ? onCard() : somewhere());
}

void Monkey::pullLine()
{
    const auto &lines = m_view.faces().connections();
    if (lines.empty())
        return;
    const canvas::ConnectionFace &face = lines[m_dice.below(lines.size())];
    if (face.route.size() < 2)
        return;
    m_view.setSelection({ face.id });
    const auto inWidget = [this](QPointF scene) { return (scene - m_view.toScene({})) * m_view.zoom(); };
    const auto points = static_cast<std::size_t>(face.route.size());
    const std::size_t part = m_dice.chance(0.5) ? points / 2 : m_dice.chance(0.5) ? 0 : points - 1;
    drag(inWidget(face.route[static_cast<qsizetype>(part)]), m_dice.chance(0.5) ? onCard() : somewhere());
}

void Monkey::pressToggle()
{
    for (const canvas::ComponentFace &face : m_view.faces().components()) {
        const QRectF button = canvas::toggleButton(face, { m_view.toScene({}), m_view.zoom() });
        if (button.isNull() || m_dice.chance(0.5))
            continue;
        const QPointF at = button.center();
        note(QString::fromStdString(face.id));
        mouse(QEvent::MouseButtonPress, at);
        mouse(QEvent::MouseButtonRelease, m_dice.chance(0.9) ? at : somewhere());
        return;
    }
}

void Monkey::drop()
{
    if (isFull())
        return;
    const QString kind = someKind();
    note(kind);
    QMimeData data;
    data.setData(QStringLiteral("application/x-headroom-kind"), kind.toUtf8());
    const QPointF at = somewhere();
    QDragEnterEvent enter(at.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&m_view, &enter);
    QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&m_view, &event);
}

void Monkey::wheel()
{
    if (m_dice.chance(0.3))
        return m_view.fitAll();
    const QPointF at = somewhere();
    QWheelEvent event(at, m_view.mapToGlobal(at), {},
                      QPoint(static_cast<int>(m_dice.whole(-240, 240)), static_cast<int>(m_dice.whole(-480, 480))),
                      Qt::NoButton, someModifiers(), Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&m_view, &event);
}

void Monkey::pressKey()
{
    static constexpr std::array kKeys { Qt::Key_Left, Qt::Key_Right,  Qt::Key_Up,     Qt::Key_Down,  Qt::Key_Tab,
                                        Qt::Key_Tab,  Qt::Key_Escape, Qt::Key_Delete, Qt::Key_Space, Qt::Key_Return };
    const Qt::Key code = kKeys[m_dice.below(kKeys.size())];
    note(QString::number(code, 16));
    for (int times = static_cast<int>(m_dice.whole(1, 4)); times > 0 && (code != Qt::Key_Delete || times == 1); --times)
        key(m_view, code, m_dice.chance(0.2) ? Qt::ShiftModifier : Qt::NoModifier);
}

void Monkey::rename()
{
    m_view.setSelection({ someElement() });
    key(m_view, Qt::Key_F2);
    auto *box = m_view.findChild<QLineEdit *>(QString(), Qt::FindDirectChildrenOnly);
    if (!box || !box->isVisible())
        return;
    const QString words = someText();
    note(words);
    box->selectAll();
    type(*box, words);
    if (m_dice.chance(0.8))
        key(*box, m_dice.chance(0.8) ? Qt::Key_Return : Qt::Key_Escape);
    else
        click(); // elsewhere
}

std::string Monkey::someElement()
{
    const std::size_t cards = stage().components.size();
    const std::size_t all = cards + stage().connections.size();
    if (all == 0)
        return {};
    const std::size_t at = m_dice.below(all);
    return at < cards ? stage().components[at].id : stage().connections[at - cards].id;
}

QString Monkey::someKind()
{
    const auto &kinds = theCatalog().kinds();
    return QString::fromStdString(kinds[m_dice.below(kinds.size())].id);
}

QString Monkey::someText()
{
    static const QStringList kTexts {
        QStringLiteral("250 ms"),     QStringLiteral("1.5 GB/s"), QStringLiteral("2k/s"),
        QStringLiteral("0"),          QStringLiteral("-5"),       QString(),
        QStringLiteral("1e308"),      QStringLiteral("nan"),      QStringLiteral("3"),
        QStringLiteral("17.25"),      QStringLiteral("0.5"),      QStringLiteral("99 %"),
        QStringLiteral("Größe 漢字"), QStringLiteral("   "),      QStringLiteral("40,10 90,70")
    };
    if (m_dice.chance(0.3))
        return QString::fromStdString(nastyNames()[m_dice.below(nastyNames().size())]).left(250);
    return kTexts[static_cast<qsizetype>(m_dice.below(static_cast<std::size_t>(kTexts.size())))];
}

} // namespace headroom::test
