#include "views/palette/palette_view.h"

#include "views/help/spec_help.h"
#include "views/palette/palette_model.h"
#include "views/palette/palette_rows.h"

#include <QAction>
#include <QDrag>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace headroom::palette {

namespace {

using theme::Role;
using theme::Theme;

constexpr int kMostRecent = 5;

} // namespace

PaletteView::PaletteView(const catalog::Catalog &catalog, QWidget *parent)
    : QWidget(parent)
    , m_model(new PaletteModel(catalog, this))
    , m_search(new QLineEdit(this))
    , m_list(new RowList(this))
    , m_empty(new QLabel(this))
{
    m_search->setPlaceholderText(tr("Find a component"));
    m_search->setProperty("quiet", true);
    m_search->setAccessibleName(tr("Find a component"));
    m_search->setFont(Theme::font(13));
    m_search->setMinimumHeight(32);
    m_search->setClearButtonEnabled(true);
    auto *hint = new QLabel(QStringLiteral("/"), m_search);
    hint->setObjectName(QStringLiteral("hint"));
    m_search->setTextMargins(0, 0, 16, 0);
    auto *inside = new QHBoxLayout(m_search);
    inside->setContentsMargins(0, 0, 12, 0);
    inside->addStretch();
    inside->addWidget(hint);
    connect(m_search, &QLineEdit::textChanged, hint, [hint](const QString &text) { hint->setVisible(text.isEmpty()); });
    m_search->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setProperty("bare", true);
    m_list->setDragEnabled(true);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Components"));
    m_list->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QListView::customContextMenuRequested, this, &PaletteView::showMenu);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(6);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(12, 0, 12, 0);
    top->addWidget(m_search);
    column->addLayout(top);
    column->addWidget(m_empty);
    column->addWidget(m_list, 1);
    setMinimumWidth(170);
    connect(m_search, &QLineEdit::textChanged, this, &PaletteView::filter);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        const int row = m_model->bestRow();
        if (row >= 0)
            activate(m_list->currentIndex().isValid() ? m_list->currentIndex() : m_model->index(row));
        m_search->selectAll(); // the next name is typed over it
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this, &catalog](const QModelIndex &index) {
                const std::string kind = index.data(PaletteModel::KindRole).toString().toStdString();
                setWhatsThis(kind.empty() ? QString() : help::helpOf(catalog.kind(kind), catalog));
            });
    connect(m_list, &QListView::doubleClicked, this, &PaletteView::activate);
}

void PaletteView::setTheme(const Theme &theme)
{
    static_cast<RowDelegate *>(m_list->itemDelegate())->theme = &theme;
    QPalette palette = this->palette();
    palette.setColor(QPalette::WindowText, theme.color(Role::Faint));
    m_search->findChild<QLabel *>(QStringLiteral("hint"))->setPalette(palette);
    m_empty->setPalette(palette);
    m_list->viewport()->update();
}

void PaletteView::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

QRect PaletteView::rowRect(const QString &kindId) const
{
    for (int row = 0; row < m_model->rowCount(); ++row)
        if (m_model->index(row).data(PaletteModel::KindRole).toString() == kindId) {
            const QRect rect = m_list->visualRect(m_model->index(row));
            return { m_list->viewport()->mapTo(this, rect.topLeft()), rect.size() };
        }
    return {};
}

void PaletteView::filter(const QString &text)
{
    m_model->setFilter(text);
    const int row = m_model->bestRow();
    m_empty->setText(tr("Nothing called “%1”").arg(text.left(40)));
    m_empty->setVisible(row < 0);
    if (row >= 0 && !text.isEmpty())
        m_list->setCurrentIndex(m_model->index(row));
}

void PaletteView::activate(const QModelIndex &index)
{
    const QString kind = index.data(PaletteModel::KindRole).toString();
    if (!kind.isEmpty())
        Q_EMIT kindActivated(kind);
}

void PaletteView::setFavourites(const QStringList &kinds)
{
    m_model->setFavourites(kinds);
}

void PaletteView::setRecent(const QStringList &kinds)
{
    m_model->setRecent(kinds);
}

void PaletteView::noteUse(const QString &kindId)
{
    QStringList kinds = m_model->recent();
    kinds.removeAll(kindId);
    kinds.prepend(kindId);
    kinds = kinds.mid(0, kMostRecent);
    if (kinds == m_model->recent())
        return;
    const int first = m_list->indexAt(QPoint(1, 1)).row();
    const qsizetype below
        = m_model->rowCount() - first; // families follow what was used last, and stay under the pointer
    const int before = m_list->visualRect(m_model->index(first)).top();
    const QString chosen = m_list->currentIndex().data(PaletteModel::KindRole).toString();
    m_model->setRecent(kinds);
    for (int row = m_model->rowCount() - 1; row >= 0 && !chosen.isEmpty(); --row)
        if (m_model->index(row).data(PaletteModel::KindRole).toString() == chosen) {
            m_list->setCurrentIndex(m_model->index(row)); // the one below its family stays where it was
            break;
        }
    QScrollBar *bar = m_list->verticalScrollBar();
    if (bar->value() > 0)
        bar->setValue(bar->value()
                      + m_list->visualRect(m_model->index(static_cast<int>(m_model->rowCount() - below))).top()
                      - before);
    Q_EMIT recentChanged(kinds);
}

void PaletteView::toggleFavourite(const QModelIndex &index)
{
    const QString kind = index.data(PaletteModel::KindRole).toString();
    if (kind.isEmpty())
        return;
    QStringList kinds = m_model->favourites();
    if (kinds.removeAll(kind) == 0)
        kinds.append(kind);
    const int scroll = m_list->verticalScrollBar()->value();
    m_model->setFavourites(kinds);
    m_list->verticalScrollBar()->setValue(scroll);
    Q_EMIT favouritesChanged(kinds);
}

void PaletteView::showMenu(const QPoint &position)
{
    const QPersistentModelIndex index = m_list->indexAt(position);
    if (!index.isValid() || index.data(PaletteModel::IsHeadingRole).toBool())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Add")), &QAction::triggered, this, [this, index] { activate(index); });
    const bool isFavourite = index.data(PaletteModel::IsFavouriteRole).toBool();
    connect(menu->addAction(isFavourite ? tr("Remove from favourites") : tr("Add to favourites")), &QAction::triggered,
            this, [this, index] { toggleFavourite(index); });
    menu->popup(m_list->viewport()->mapToGlobal(position));
}

QRect PaletteView::starRect(const QString &kindId) const
{
    const QRect row = rowRect(kindId);
    return row.isNull() ? QRect() : starIn(row);
}

/// Enter adds, a click on the star marks a favourite.
bool PaletteView::filterList(QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto &key = static_cast<QKeyEvent &>(*event);
        if (key.key() != Qt::Key_Return && key.key() != Qt::Key_Enter)
            return false;
        activate(m_list->currentIndex());
        return true;
    }
    const auto &mouse = static_cast<QMouseEvent &>(*event);
    const QModelIndex index = m_list->indexAt(mouse.pos());
    const bool isStar = index.isValid() && mouse.button() == Qt::LeftButton
        && !index.data(PaletteModel::IsHeadingRole).toBool() && starIn(m_list->visualRect(index)).contains(mouse.pos());
    if (isStar && event->type() == QEvent::MouseButtonPress)
        toggleFavourite(index);
    return isStar;
}

bool PaletteView::eventFilter(QObject *object, QEvent *event)
{
    const bool isClick = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick;
    if ((object == m_list && event->type() == QEvent::KeyPress) || (object == m_list->viewport() && isClick))
        return filterList(event) || QWidget::eventFilter(object, event);
    if (object == m_list && event->type() == QEvent::FocusIn && !m_list->currentIndex().isValid()
        && static_cast<QFocusEvent *>(event)->reason() != Qt::MouseFocusReason && m_model->bestRow() >= 0)
        m_list->setCurrentIndex(m_model->index(m_model->bestRow())); // where the keys begin is seen
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(object, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (object == m_search && (key == Qt::Key_Down || key == Qt::Key_Up)) {
        m_list->setFocus();
        if (!m_list->currentIndex().isValid() && m_model->bestRow() >= 0)
            m_list->setCurrentIndex(m_model->index(m_model->bestRow()));
        return true;
    }
    const bool isTypedOver = m_search->hasSelectedText() && m_search->selectedText() == m_search->text();
    if (object == m_search && key == Qt::Key_Slash && isTypedOver)
        return true; // the key that leads here from elsewhere
    if (object == m_search && key == Qt::Key_Escape && !m_search->text().isEmpty()) {
        m_search->clear();
        if (isTypedOver) // what was looked for has been added
            Q_EMIT left();
        return true;
    }
    return QWidget::eventFilter(object, event);
}

/// What neither field nor list has a use for.
void PaletteView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else
        QWidget::keyPressEvent(event);
}

} // namespace headroom::palette
