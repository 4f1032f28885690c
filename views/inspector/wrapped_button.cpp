#include "views/inspector/wrapped_button.h"

#include <QEvent>
#include <QFontMetrics>
#include <QStringList>

#include <algorithm>

namespace headroom::inspector {

WrappedButton::WrappedButton(QWidget *parent)
    : QPushButton(parent)
{
}

void WrappedButton::setWords(const QString &words)
{
    m_words = words;
    setAccessibleName(words);
    wrap();
}

/// Pixels of the width that are no text's.
int WrappedButton::besideWords() const
{
    return sizeHint().width() - fontMetrics().size(Qt::TextShowMnemonic, text()).width();
}

QSize WrappedButton::minimumSizeHint() const
{
    int longest = 0;
    for (const QString &word : m_words.split(QLatin1Char(' ')))
        longest = std::max(longest, fontMetrics().horizontalAdvance(word));
    return { longest + besideWords(), sizeHint().height() };
}

void WrappedButton::resizeEvent(QResizeEvent *event)
{
    QPushButton::resizeEvent(event);
    wrap();
}

void WrappedButton::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        wrap();
}

void WrappedButton::wrap()
{
    const int room = width() - besideWords();
    QStringList lines;
    for (const QString &word : m_words.split(QLatin1Char(' '))) {
        const QString longer = lines.isEmpty() ? word : lines.last() + QLatin1Char(' ') + word;
        if (!lines.isEmpty() && fontMetrics().horizontalAdvance(longer) <= room)
            lines.last() = longer;
        else
            lines.append(word);
    }
    if (const QString wrapped = lines.join(QLatin1Char('\n')); wrapped != text())
        setText(wrapped);
}

} // namespace headroom::inspector
