#include "views/history/history_view.h"

namespace headroom::history {

using theme::Role;

HistoryView::HistoryView(QWidget *parent)
    : QListWidget(parent)
    , m_theme(&theme::Theme::light())
{
    setAccessibleName(tr("History"));
    setProperty("bare", true);
    setWordWrap(true);
    setProperty("roomy", true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto go = [this](QListWidgetItem *item) { Q_EMIT stepRequested(row(item)); };
    connect(this, &QListWidget::itemClicked, this, go);
    connect(this, &QListWidget::itemActivated, this, go);
}

void HistoryView::setTheme(const theme::Theme &theme)
{
    m_theme = &theme;
    paint();
}

void HistoryView::setSteps(const QStringList &steps, int present, int saved)
{
    m_present = present;
    m_saved = saved;
    while (count() > steps.size() + 1)
        delete takeItem(count() - 1);
    while (count() < steps.size() + 1)
        addItem(QString());
    item(0)->setText(saved == kNoFile ? tr("New design") : tr("As it was opened"));
    for (int i = 0; i < steps.size(); ++i)
        item(i + 1)->setText(steps[i]);
    if (saved >= 0 && saved < count())
        item(saved)->setText(tr("%1 · saved").arg(item(saved)->text()));
    paint();
    setCurrentRow(present);
    scrollToItem(item(present));
}

void HistoryView::paint()
{
    for (int i = 0; i < count(); ++i) {
        const bool isDone = i <= m_present;
        item(i)->setFont(theme::Theme::font(13, i == m_present ? QFont::DemiBold : QFont::Normal));
        item(i)->setForeground(m_theme->color(isDone ? Role::Text : Role::Faint));
        const QString state = i == m_present ? tr("present") : isDone ? tr("done") : tr("undone");
        item(i)->setData(Qt::AccessibleTextRole, QStringLiteral("%1, %2").arg(item(i)->text(), state));
    }
}

} // namespace headroom::history
