#include "views/canvas/canvas_accessible.h"
#include "views/canvas/canvas_view.h"
#include "views/canvas/place_toggle.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>

#include <vector>

namespace headroom::canvas {

namespace {

/// One card or place, as a child of the canvas; it stands for whatever has its index now.
class CardAccessible final : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    CardAccessible(CanvasView *view, int index)
        : m_view(view)
        , m_index(index)
    {
    }

    [[nodiscard]] bool isValid() const override
    {
        return m_view && static_cast<std::size_t>(m_index) < m_view->faces().components().size();
    }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_view);
    }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    void setText(QAccessible::Text, const QString &) override { }
    [[nodiscard]] QAccessible::Role role() const override
    {
        return isValid() && face().isPlace ? QAccessible::Grouping : QAccessible::ListItem;
    }
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        if (kind == QAccessible::Name)
            return face().name;
        if (kind != QAccessible::Description)
            return {};
        QStringList parts { face().kindTitle, face().value, face().tag };
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }
    [[nodiscard]] QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect area = m_view->cardRect(face().id).toAlignedRect();
        return { m_view->mapToGlobal(area.topLeft()), area.size() };
    }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invisible = isValid() && face().isHidden;
        state.selectable = true;
        state.selected = isValid() && m_view->isSelected(m_index);
        state.expandable = isValid() && isFoldable(face());
        state.expanded = isValid() && face().isPlace;
        state.collapsed = isValid() && face().isCollapsed;
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    [[nodiscard]] QStringList actionNames() const override
    {
        QStringList names { pressAction() };
        if (isValid() && isFoldable(face()))
            names << toggleAction();
        return names;
    }
    void doAction(const QString &name) override
    {
        if (!isValid())
            return;
        if (name == pressAction())
            m_view->showElement(std::string(face().id));
        else if (name == toggleAction())
            m_view->togglePlace(m_index);
    }
    [[nodiscard]] QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    [[nodiscard]] const ComponentFace &face() const { return m_view->faces().component(m_index); }

    QPointer<CanvasView> m_view;
    int m_index;
};

/// The canvas itself, with a child per component.
class CanvasAccessible final : public QAccessibleWidget {
public:
    explicit CanvasAccessible(CanvasView *view)
        : QAccessibleWidget(view, QAccessible::Canvas)
        , m_view(view)
    {
    }
    ~CanvasAccessible() override
    {
        for (const QAccessible::Id id : m_children)
            if (id != 0)
                QAccessible::deleteAccessibleInterface(id);
    }

    [[nodiscard]] int childCount() const override { return static_cast<int>(m_view->faces().components().size()); }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        const auto at = static_cast<std::size_t>(index);
        if (m_children.size() <= at)
            m_children.resize(at + 1, 0);
        if (m_children[at] == 0)
            m_children[at] = QAccessible::registerAccessibleInterface(new CardAccessible(m_view, index));
        return QAccessible::accessibleInterface(m_children[at]);
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (std::size_t i = 0; i < m_children.size(); ++i)
            if (m_children[i] != 0 && QAccessible::accessibleInterface(m_children[i]) == child)
                return static_cast<int>(i);
        return -1;
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        const int card = m_view->faces().cardAt(m_view->toScene(m_view->mapFromGlobal(QPoint(x, y))));
        return card < 0 ? nullptr : child(card);
    }

private:
    CanvasView *m_view;
    mutable std::vector<QAccessible::Id> m_children;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<CanvasView *>(object);
    return view ? new CanvasAccessible(view) : nullptr;
}

} // namespace

void installCanvasAccessibility()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    (void)isInstalled;
}

} // namespace headroom::canvas
