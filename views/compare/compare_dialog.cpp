#include "views/compare/compare_dialog.h"

#include "views/help/plain_tip.h"
#include "views/theme/letters.h"
#include "views/theme/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace headroom::compare {

CompareDialog::CompareDialog(const QString &file, const std::vector<Line> &lines, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("versions-dialog"));
    setWindowTitle(tr("Two versions of “%1”").arg(file));
    auto *heading
        = new QLabel(lines.empty() ? tr("Both versions describe the same design; only the text of the file differs.")
                                   : tr("%n difference(s)", "", static_cast<int>(lines.size())));
    heading->setFont(theme::Theme::font(14, QFont::DemiBold));
    heading->setWordWrap(true);
    auto *table = new QTableWidget(static_cast<int>(lines.size()), 4, this);
    table->setHorizontalHeaderLabels({ tr("Where"), tr("What"), tr("Mine, open here"), tr("Theirs, on the disk") });
    table->setAccessibleName(tr("Differences"));
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setTabKeyNavigation(false); // Tab goes on to the buttons
    table->setAlternatingRowColors(true);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (int row = 0; row < table->rowCount(); ++row) {
        const Line &line = lines[static_cast<std::size_t>(row)];
        const QStringList cells { line.place, line.what, line.mine, line.theirs };
        for (int column = 0; column < 4; ++column) {
            auto *item = new QTableWidgetItem(cells[column]);
            item->setToolTip(help::plainTip(cells[column]));
            table->setItem(row, column, item);
        }
    }
    table->resizeColumnsToContents();
    for (int column = 0; column < 3; ++column)
        table->setColumnWidth(column, std::min(table->columnWidth(column), theme::scaled(260)));
    table->horizontalHeader()->setStretchLastSection(true);
    auto *buttons = new QDialogButtonBox;
    const auto way = [&](const QString &text, Choice choice, QDialogButtonBox::ButtonRole role) {
        QPushButton *button = buttons->addButton(text, role);
        connect(button, &QPushButton::clicked, this, [this, choice] {
            m_choice = choice;
            accept();
        });
    };
    way(tr("Keep mine"), Choice::KeepMine, QDialogButtonBox::ActionRole);
    way(tr("Take theirs"), Choice::TakeTheirs, QDialogButtonBox::ActionRole);
    way(tr("Save mine as…"), Choice::SaveAs, QDialogButtonBox::ActionRole);
    QPushButton *later = buttons->addButton(tr("Decide later"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addWidget(heading);
    column->addWidget(table, 1);
    column->addWidget(buttons);
    later->setDefault(true); // now that it is in the dialog; Enter must not choose a version by itself
    later->setFocus();
    resize(theme::scaled(900), theme::scaled(480));
}

} // namespace headroom::compare
