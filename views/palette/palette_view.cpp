#include "views/palette/palette_view.h"

#include "views/palette/palette_model.h"

#include <QAction>
#include <QDrag>
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

constexpr int kRowHeight = 34;
constexpr int kHeadingHeight = 30;
constexpr int kStarRoom = 30; ///< at the right end of a row
constexpr int kMostRecent = 5;

QRect starIn(const QRect &row)
{
    return { row.right() - kStarRoom, row.top() + 5, 24, 24 };
}

/// Paints a heading or a kind with its icon in a tinted square.
class RowDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    const Theme *theme = &Theme::light();

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        return { 120, index.data(PaletteModel::IsHeadingRole).toBool() ? kHeadingHeight : kRowHeight };
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QRectF row = option.rect;
        painter->setRenderHint(QPainter::Antialiasing);
        if (index.data(PaletteModel::IsHeadingRole).toBool()) {
            QFont font = Theme::font(11, QFont::Bold);
            font.setLetterSpacing(QFont::AbsoluteSpacing, 0.8);
            painter->setFont(font);
            painter->setPen(theme->color(Role::Faint));
            painter->drawText(row.adjusted(14, 8, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                              index.data().toString().toUpper());
            return;
        }
        const bool isSelected = option.state & QStyle::State_Selected;
        if (isSelected || option.state & QStyle::State_MouseOver) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(isSelected ? theme->color(Role::AccentSoft) : theme->color(Role::Window));
            painter->drawRoundedRect(row.adjusted(6, 1, -6, -1), 8, 8);
        }
        const std::string family = index.data(PaletteModel::FamilyRole).toString().toStdString();
        const QRectF square(row.left() + 14, row.top() + 5, 24, 24);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme->familySoft(family));
        painter->drawRoundedRect(square, 6, 6);
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(
            square.topLeft() + QPointF(4, 4),
            Theme::icon(index.data(PaletteModel::IconRole).toString(), 16, theme->family(family), ratio));
        painter->setFont(Theme::font(13));
        painter->setPen(theme->color(Role::Text));
        const bool isFavourite = index.data(PaletteModel::IsFavouriteRole).toBool();
        const bool isHot = isSelected || option.state & QStyle::State_MouseOver;
        if (isFavourite || isHot)
            painter->drawPixmap(
                QPointF(starIn(option.rect).topLeft()) + QPointF(5, 5),
                Theme::icon(QStringLiteral("star"), 14, theme->color(isFavourite ? Role::Accent : Role::Faint), ratio));
        painter->setPen(theme->color(Role::Text));
        const QRectF text = row.adjusted(48, 0, isFavourite || isHot ? -kStarRoom - 4 : -10, 0);
        painter->drawText(
            text, Qt::AlignLeft | Qt::AlignVCenter,
            painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, int(text.width())));
    }
};

/// A list whose drags carry a picture of the row.
class RowList final : public QListView {
public:
    using QListView::QListView;

protected:
    void startDrag(Qt::DropActions) override
    {
        const QModelIndex index = currentIndex();
        if (!index.isValid() || index.data(PaletteModel::IsHeadingRole).toBool())
            return;
        auto *drag = new QDrag(this);
        drag->setMimeData(model()->mimeData({ index }));
        const QRect row = visualRect(index);
        const QPixmap picture = viewport()->grab(row);
        drag->setPixmap(picture);
        drag->setHotSpot(QPoint(row.width() / 2, row.height() / 2));
        drag->exec(Qt::CopyAction);
    }
};

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
    auto *hint = new QLabel(QStringLiteral("/"), m_search);
    hint->setObjectName(QStringLiteral("hint"));
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
        const int row = m_model->firstKindRow();
        if (row >= 0)
            activate(m_list->currentIndex().isValid() ? m_list->currentIndex() : m_model->index(row));
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
    const int row = m_model->firstKindRow();
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
    const int scroll = m_list->verticalScrollBar()->value();
    const QString chosen = m_list->currentIndex().data(PaletteModel::KindRole).toString();
    m_model->setRecent(kinds);
    for (int row = m_model->rowCount() - 1; row >= 0 && !chosen.isEmpty(); --row)
        if (m_model->index(row).data(PaletteModel::KindRole).toString() == chosen) {
            m_list->setCurrentIndex(m_model->index(row)); // the one below its family stays where it was
            break;
        }
    m_list->verticalScrollBar()->setValue(scroll);
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
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(object, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (object == m_search && (key == Qt::Key_Down || key == Qt::Key_Up)) {
        m_list->setFocus();
        if (!m_list->currentIndex().isValid() && m_model->firstKindRow() >= 0)
            m_list->setCurrentIndex(m_model->index(m_model->firstKindRow()));
        return true;
    }
    if (object == m_search && key == Qt::Key_Escape && !m_search->text().isEmpty()) {
        m_search->clear();
        return true;
    }
    return QWidget::eventFilter(object, event);
}

} // namespace headroom::palette
