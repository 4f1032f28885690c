#include "views/inspector/calm_combo_box.h"
#include "views/inspector/parameter_row.h"
#include "views/theme/letters.h"

#include <QAbstractItemView>
#include <QGridLayout>
#include <QLineEdit>
#include <QToolButton>

namespace headroom::inspector {

namespace {

constexpr int kNarrow = 225;      ///< pixels of a row from which on a field has room beside its title
constexpr int kNumberWidth = 112; ///< of a field beside its title
constexpr int kLeastField = 60;   ///< of a field below it

} // namespace

void ParameterRow::placeEditor()
{
    const bool isNumber = m_spec.type == catalog::ParameterType::Number;
    const bool isBelow = !m_flag && (!isNumber || m_isNarrow);
    if (m_text) {
        m_text->setMinimumWidth(theme::scaled(isBelow ? kLeastField : kNumberWidth));
        m_text->setMaximumWidth(isBelow ? QWIDGETSIZE_MAX : theme::scaled(kNumberWidth));
    }
    m_grid->removeWidget(editor());
    m_grid->removeWidget(m_reset);
    if (isBelow)
        m_grid->addWidget(editor(), 1, 0, 1, 3);
    else
        m_grid->addWidget(editor(), 0, 1);
    m_grid->addWidget(m_reset, 0, 2);
}

void ParameterRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (const bool isNarrow = width() < theme::scaled(kNarrow); isNarrow != m_isNarrow) {
        m_isNarrow = isNarrow;
        placeEditor();
    }
}

void ParameterRow::describeOptions(const std::function<QString(const std::string &)> &words)
{
    if (!m_choice)
        return;
    for (int i = 0; i < m_choice->count(); ++i) {
        const std::string id = m_choice->itemData(i).toString().toStdString();
        if (const QString word = words(id); !word.isEmpty()) {
            const QString title = textOf(id);
            m_choice->setItemText(i, QStringLiteral("%1 · %2").arg(title, word));
            m_choice->setItemData(i, QStringLiteral("%1 · %2").arg(title.section(QStringLiteral(" · "), 0, 0), word),
                                  CalmComboBox::kClosed);
        }
    }
    m_choice->view()->setMinimumWidth(m_choice->view()->sizeHintForColumn(0) + 28);
    placeEditor();
}

} // namespace headroom::inspector
