#include "views/inspector/parameter_row.h"
#include "views/theme/letters.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QGridLayout>
#include <QToolButton>

#include <algorithm>

namespace headroom::inspector {

namespace {

constexpr int kBeside = 104; ///< pixels of a choice's words that have room beside the title
constexpr int kWidest = 200;

} // namespace

void ParameterRow::placeEditor()
{
    int words = 0;
    for (int i = 0; m_choice && i < m_choice->count(); ++i)
        words = std::max(words, m_choice->fontMetrics().horizontalAdvance(m_choice->itemText(i)));
    const bool isBelow = words > theme::scaled(kBeside);
    const int line = isBelow ? 1 : 0;
    if (m_choice)
        m_choice->setMaximumWidth(isBelow ? QWIDGETSIZE_MAX : theme::scaled(kWidest));
    m_grid->removeWidget(editor());
    m_grid->removeWidget(m_reset);
    m_grid->addWidget(editor(), line, isBelow ? 0 : 1, 1, isBelow ? 2 : 1);
    m_grid->addWidget(m_reset, line, 2);
}

void ParameterRow::describeOptions(const std::function<QString(const std::string &)> &words)
{
    if (!m_choice)
        return;
    for (int i = 0; i < m_choice->count(); ++i) {
        const std::string id = m_choice->itemData(i).toString().toStdString();
        if (const QString word = words(id); !word.isEmpty())
            m_choice->setItemText(i, QStringLiteral("%1 · %2").arg(textOf(id), word));
    }
    m_choice->view()->setMinimumWidth(m_choice->view()->sizeHintForColumn(0) + 28);
    placeEditor();
}

} // namespace headroom::inspector
