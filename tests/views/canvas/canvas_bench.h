#pragma once

#include "tests/views/canvas/canvas_design.h"
#include "views/canvas/canvas_view.h"

#include <QDropEvent>
#include <QMimeData>
#include <QTest>

#include <memory>
#include <vector>

namespace headroom::tests {

/// A canvas with a small design on the screen, hands for it, and what it asks for.
class CanvasBench {
protected:
    void open()
    {
        m_view = std::make_unique<canvas::CanvasView>(test::theCatalog());
        m_view->setMotion(false);
        m_view->resize(1200, 700);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_design = design();
        m_view->setSnapshot(m_design, 0);
        QCOMPARE(m_view->zoom(), 1.0);
        m_edits.clear();
        QObject::connect(m_view.get(), &canvas::CanvasView::editRequested, m_view.get(),
                         [this](const edits::Edit &edit) { m_edits.push_back(edit); });
    }
    void close() { m_view.reset(); }

    [[nodiscard]] QPoint centerOf(const char *id) const { return m_view->cardRect(id).center().toPoint(); }

    /// Presses, moves in two steps and keeps the button down.
    void pull(QPoint from, QPoint to)
    {
        QTest::mouseMove(m_view.get(), from);
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, from);
        QTest::mouseMove(m_view.get(), (from + to) / 2);
        QTest::mouseMove(m_view.get(), to);
    }

    void drag(QPoint from, QPoint to)
    {
        pull(from, to);
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, to);
    }

    void drop(const char *kind, QPointF where)
    {
        QMimeData data;
        data.setData(QStringLiteral("application/x-headroom-kind"), kind);
        QDragEnterEvent enter(where.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_view.get(), &enter);
        QDropEvent event(where, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_view.get(), &event);
    }

    /// Shows the design as the last edit makes it, and forgets the edits.
    void obey()
    {
        QVERIFY(!m_edits.empty());
        const auto after = edits::apply(*m_design, m_edits.back(), test::theCatalog());
        QVERIFY2(after.ok(), after ? "" : after.error().message().c_str());
        m_design = after.value();
        m_edits.clear();
        m_view->setSnapshot(m_design, 0);
    }

    /// Replaces what is shown.
    void show(const project::Snapshot &shown)
    {
        m_design = shown;
        m_view->setSnapshot(m_design, 0);
    }

    /// Adds to the first stage of what is shown.
    void add(const std::vector<edits::Step> &steps)
    {
        const auto after = edits::apply(*m_design, edits::Batch { "Add", steps }, test::theCatalog());
        QVERIFY2(after.ok(), after ? "" : after.error().message().c_str());
        show(after.value());
    }

    [[nodiscard]] const project::Stage &stage() const { return *m_design->stages.front(); }

    template <typename Kind>
    [[nodiscard]] const Kind *onlyEdit() const
    {
        return m_edits.size() == 1 ? std::get_if<Kind>(&m_edits.front()) : nullptr;
    }

    project::Snapshot m_design;
    std::unique_ptr<canvas::CanvasView> m_view;
    std::vector<edits::Edit> m_edits;
};

} // namespace headroom::tests
