#include "views/inspector/remedy_list.h"

#include "views/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace headroom::inspector {

namespace {

using theme::Theme;

constexpr int kMost = 2; ///< shown at once; more would push aside what they are about

} // namespace

RemedyList::RemedyList(QWidget *parent)
    : QWidget(parent)
    , m_more(new WrappedButton(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(6);
    auto *heading = new QLabel(tr("What would help"), this);
    heading->setFont(Theme::font(12, QFont::DemiBold));
    column->addWidget(heading);
    for (int i = 0; i < kMost; ++i) {
        auto *sentence = new QLabel(this);
        sentence->setTextFormat(Qt::PlainText);
        sentence->setWordWrap(true);
        sentence->setFont(Theme::font(12));
        auto *button = new WrappedButton(this);
        button->setFont(Theme::font(12));
        button->setProperty(i == 0 ? "primary" : "outlined", true);
        column->addWidget(sentence);
        column->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, i] { Q_EMIT chosen(i); });
        m_sentences.push_back(sentence);
        m_buttons.push_back(button);
    }
    m_more->setFont(Theme::font(12));
    m_more->setProperty("outlined", true);
    column->addWidget(m_more);
    connect(m_more, &QPushButton::clicked, this, &RemedyList::moreRequested);
    hide();
}

void RemedyList::setRemedies(const std::vector<Remedy> &remedies)
{
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        const bool isThere = i < remedies.size();
        m_sentences[i]->setVisible(isThere);
        m_buttons[i]->setVisible(isThere);
        if (!isThere)
            continue;
        const Remedy &remedy = remedies[i];
        m_sentences[i]->setText(remedy.words);
        m_buttons[i]->setWords(remedy.price.isEmpty() ? tr("Show") : tr("Show: %1").arg(remedy.price));
        m_buttons[i]->setAccessibleName(tr("%1 Show what it changes.").arg(remedy.words));
        m_buttons[i]->setAccessibleDescription(remedy.price);
    }
    const int more = static_cast<int>(remedies.size()) - kMost;
    m_more->setVisible(more > 0);
    m_more->setWords(tr("%1 more under Findings").arg(more));
    setVisible(!remedies.empty());
}

} // namespace headroom::inspector
