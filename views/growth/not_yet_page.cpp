#include "views/growth/not_yet_page.h"

#include "views/growth/not_yet_words.h"
#include "views/growth/page_parts.h"
#include "views/growth/plain_table.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace headroom::growth_views {

using theme::Theme;

NotYetPage::NotYetPage(QWidget *parent)
    : QWidget(parent)
    , m_table(new PlainTable(notYetHeads(), tr("What could go"), this))
    , m_verdict(new QLabel(this))
    , m_consequence(new QLabel(this))
    , m_remove(new QPushButton(tr("Take it out"), this))
    , m_removeAll(new QPushButton(this))
{
    setWhatsThis(
        tr("Components without which this stage would do as well at the present users and at twice as many, with "
           "what each costs and what would change without it. Delete or the button takes the chosen one out; undo "
           "brings it back."));
    m_table->setNumbers({ 1, 2, 3, 4 });
    m_table->installEventFilter(this);
    makeReadable(m_verdict);
    makeReadable(m_consequence);
    m_remove->setProperty("outlined", true);
    m_remove->setToolTip(tr("Takes the chosen component out of this stage; one undo step"));
    auto *foot = new QHBoxLayout;
    foot->setSpacing(6);
    foot->addWidget(m_consequence, 1);
    foot->addWidget(m_remove);
    foot->addWidget(m_removeAll);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 2, 4, 2);
    column->setSpacing(4);
    column->addWidget(m_verdict);
    column->addWidget(m_table, 1);
    column->addLayout(foot);
    column->addStretch(); // what is said stays above where there is no table
    connect(m_table, &PlainTable::chosenChanged, this, [this] {
        showChosen();
        if (const growth::Unneeded *part = chosen())
            Q_EMIT elementChosen(QString::fromStdString(part->id));
    });
    connect(m_remove, &QPushButton::clicked, this, &NotYetPage::removeChosen);
    connect(m_removeAll, &QPushButton::clicked, this, [this] {
        if (m_found && m_found->removal && m_isCurrent)
            Q_EMIT editRequested(*m_found->removal);
    });
    setFound(nullptr);
}

void NotYetPage::setTheme(const Theme &theme)
{
    setPlainFonts({ m_table, m_consequence, m_remove, m_removeAll });
    m_verdict->setFont(Theme::font(12, QFont::DemiBold));
    color(m_consequence, theme, theme::Role::Secondary);
}

void NotYetPage::setFound(std::shared_ptr<const growth::NotYet> found)
{
    keepFocus(*this, { m_remove, m_removeAll });
    const growth::Unneeded *before = chosen();
    const std::string kept = before ? before->id : std::string();
    m_found = std::move(found);
    m_isCurrent = m_found != nullptr;
    QList<QStringList> rows;
    int row = -1;
    if (m_found)
        for (const growth::Unneeded &each : m_found->parts) {
            if (each.id == kept)
                row = static_cast<int>(rows.size());
            rows.append(notYetCells(each, m_found->currency));
        }
    {
        const QSignalBlocker quiet(m_table); // nothing is chosen by hand
        m_table->setRows(rows);
        m_table->setCurrentCell(row, row < 0 ? -1 : 0);
    }
    m_table->setVisible(!rows.isEmpty());
    m_verdict->setText(m_found ? verdictText(*m_found) : tr("Being computed…"));
    m_removeAll->setVisible(m_found && m_found->together.size() > 1);
    if (m_found) {
        m_removeAll->setText(withoutAllText(*m_found));
        m_removeAll->setToolTip(removeAllTip() + (m_found->kept.empty() ? QString() : QStringLiteral("\n\n"))
                                + keptText(*m_found));
    }
    showChosen();
}

QString NotYetPage::removeAllTip()
{
    return tr("Takes out all that can go together, and nothing that is missed then; one undo step");
}

void NotYetPage::setOutdated()
{
    m_isCurrent = false;
    showChosen();
}

QString NotYetPage::verdict() const
{
    return m_verdict->text();
}

QString NotYetPage::consequence() const
{
    return m_consequence->text();
}

const growth::Unneeded *NotYetPage::chosen() const
{
    const int row = m_table->chosen();
    return m_found && row >= 0 && row < static_cast<int>(m_found->parts.size())
        ? &m_found->parts[static_cast<std::size_t>(row)]
        : nullptr;
}

void NotYetPage::showChosen()
{
    const growth::Unneeded *part = chosen();
    const bool hasParts = m_found && !m_found->parts.empty();
    keepFocus(*this, { m_remove, m_removeAll });
    m_remove->setVisible(hasParts);
    m_remove->setEnabled(part && m_isCurrent);
    m_removeAll->setEnabled(m_isCurrent);
    const QString hint = !hasParts ? QString()
        : m_found->kept.empty()    ? tr("Choose a component to see what would become of the design without it.")
                                   : keptText(*m_found).section(QLatin1Char('\n'), 0, 0);
    m_consequence->setText(part ? withoutText(*part, *m_found) : hint);
}

void NotYetPage::removeChosen()
{
    if (const growth::Unneeded *part = chosen(); part && m_isCurrent)
        Q_EMIT editRequested(part->removal);
}

bool NotYetPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Delete) {
            removeChosen();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace headroom::growth_views
