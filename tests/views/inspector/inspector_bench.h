#pragma once

#include "tests/support/model_support.h"
#include "views/inspector/inspector_view.h"
#include "views/inspector/why_panel.h"

#include <QLineEdit>
#include <QTest>

namespace headroom::test {

inline inspector::ParameterRow *rowOf(const inspector::InspectorView &view, const std::string &parameter)
{
    for (inspector::ParameterRow *row : view.properties()->rows())
        if (row->parameter() == parameter)
            return row;
    return nullptr;
}

inline void typeInto(inspector::ParameterRow *row, const char *text)
{
    auto *field = qobject_cast<QLineEdit *>(row->editor());
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
}

/// An inspector of the social feed in its fifth stage, and what it asked for.
class InspectorBench : public QObject {
protected:
    std::unique_ptr<inspector::InspectorView> m_view;
    std::vector<edits::Edit> m_asked;
    derivation::Interview m_interview { theCatalog() };
    int m_questions = 0;

    void open()
    {
        m_view = std::make_unique<inspector::InspectorView>(theCatalog());
        m_view->resize(300, 900);
        m_view->setSnapshot(openDesign("examples/social-feed.headroom"), 4);
        connect(m_view.get(), &inspector::InspectorView::editRequested, this,
                [this](const edits::Edit &edit) { m_asked.push_back(edit); });
        inspector::WhyPanel *why = m_view->why();
        connect(why, &inspector::WhyPanel::asked, this, [this, why](const derivation::Question &question) {
            ++m_questions;
            why->setAnswer(std::make_shared<derivation::Answer>(m_interview.answer(question)));
        });
        m_view->show();
    }
    void close() { m_view.reset(); }
    void select(const std::string &id)
    {
        m_view->setSelection({ id });
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_asked.clear();
    }
    template <typename Edit>
    Edit only()
    {
        return m_asked.size() == 1 && std::holds_alternative<Edit>(m_asked.front()) ? std::get<Edit>(m_asked.front())
                                                                                    : Edit {};
    }
};

} // namespace headroom::test
