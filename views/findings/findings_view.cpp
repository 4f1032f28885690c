#include "views/findings/findings_view.h"

#include "model/reporting/numbers.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace headroom::findings {

namespace {

using theme::Role;
using theme::Theme;

enum Data { TitleRole = Qt::UserRole, MessageRole, SeverityRole, SubjectRole };

constexpr int kPadding = 10;
constexpr int kTextLeft = 46;

/// A card per finding: sign, title, and the sentence that explains it.
class CardDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    const Theme *theme = &Theme::light();

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *list = static_cast<const QListWidget *>(option.widget);
        const int room = std::max(80, list->viewport()->width() - kTextLeft - 18);
        const auto height = [&](const QFont &font, const QString &text) {
            return QFontMetrics(font).boundingRect(QRect(0, 0, room, 1000), Qt::TextWordWrap, text).height();
        };
        return { 100,
                 2 * kPadding + 6 + height(Theme::font(12, QFont::DemiBold), index.data(TitleRole).toString()) + 2
                     + height(Theme::font(11), index.data(MessageRole).toString()) };
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto severity = static_cast<analysis::Severity>(index.data(SeverityRole).toInt());
        const bool isError = severity == analysis::Severity::Error;
        const bool isWarning = severity == analysis::Severity::Warning;
        const QColor ink = theme->color(isError ? Role::Critical : isWarning ? Role::Warning : Role::Secondary);
        const QColor ground = theme->color(isError ? Role::CriticalSoft : isWarning ? Role::WarningSoft : Role::Window);
        const QRectF card = QRectF(option.rect).adjusted(1.5, 2.5, -4.5, -3.5);
        const bool isChosen = option.state & QStyle::State_Selected;
        const bool isHot = option.state & QStyle::State_MouseOver;
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(theme->color(isChosen ? Role::Accent : Role::Hairline), 1));
        painter->setBrush(isHot ? theme->color(Role::Canvas) : theme->color(Role::Panel));
        painter->drawRoundedRect(card, 9, 9);
        const QRectF sign(card.left() + 11, card.top() + 9, 24, 24);
        painter->setPen(Qt::NoPen);
        painter->setBrush(ground);
        painter->drawEllipse(sign);
        painter->setFont(Theme::font(12, QFont::Bold));
        painter->setPen(ink);
        painter->drawText(sign, Qt::AlignCenter,
                          isError         ? QStringLiteral("◆")
                              : isWarning ? QStringLiteral("▲")
                                          : QStringLiteral("i"));
        const QFont bold = Theme::font(12, QFont::DemiBold);
        const double room = card.width() - kTextLeft - 8;
        QRectF text(card.left() + kTextLeft, card.top() + kPadding - 2, room, card.height());
        painter->setFont(bold);
        painter->setPen(theme->color(Role::Text));
        QRectF used;
        painter->drawText(text, Qt::TextWordWrap, index.data(TitleRole).toString(), &used);
        painter->setFont(Theme::font(11));
        painter->setPen(theme->color(Role::Secondary));
        painter->drawText(QRectF(text.left(), used.bottom() + 2, room, card.bottom() - used.bottom()), Qt::TextWordWrap,
                          index.data(MessageRole).toString());
    }
};

/// A list that measures its rows anew when its width changes.
class CardList final : public QListWidget {
public:
    using QListWidget::QListWidget;

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QListWidget::resizeEvent(event);
        scheduleDelayedItemsLayout();
    }
};

} // namespace

FindingsView::FindingsView(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(tr("Findings"), this))
    , m_count(new QLabel(this))
    , m_empty(new QLabel(this))
    , m_list(new CardList(this))
    , m_fix(new QPushButton(tr("Fix"), this))
    , m_acknowledge(new QPushButton(this))
    , m_theme(&Theme::light())
{
    m_title->setFont(Theme::font(13, QFont::DemiBold));
    m_count->setFont(Theme::font(11, QFont::Bold));
    m_count->setAlignment(Qt::AlignCenter);
    m_count->setMinimumWidth(26);
    m_count->setMargin(2);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setFont(Theme::font(12));
    m_empty->setWordWrap(true);
    m_list->setItemDelegate(new CardDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setProperty("bare", true);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Findings"));
    auto *head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addWidget(m_count);
    head->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 8, 4);
    column->setSpacing(6);
    column->addLayout(head);
    column->addWidget(m_empty);
    column->addWidget(m_list, 1);
    auto *actions = new QHBoxLayout;
    actions->addWidget(m_fix);
    actions->addWidget(m_acknowledge);
    actions->addStretch();
    column->addLayout(actions);
    column->addStretch(0);
    m_fix->setProperty("primary", true);
    m_acknowledge->setProperty("outlined", true);
    for (QPushButton *button : { m_fix, m_acknowledge })
        button->setFont(Theme::font(12));
    connect(m_fix, &QPushButton::clicked, this, [this] {
        if (const analysis::Finding *finding = chosen(); finding && finding->cure)
            Q_EMIT editRequested(*finding->cure);
    });
    connect(m_acknowledge, &QPushButton::clicked, this, &FindingsView::acknowledge);
    connect(m_list, &QListWidget::currentRowChanged, this, &FindingsView::showActions);
    setMinimumWidth(220);
    const auto choose = [this](QListWidgetItem *item) {
        if (const QString id = item->data(SubjectRole).toString(); !id.isEmpty())
            Q_EMIT elementRequested(id);
    };
    connect(m_list, &QListWidget::itemClicked, this, choose);
    connect(m_list, &QListWidget::itemActivated, this, choose);
    showCount();
    showActions();
}

void FindingsView::choose(int index)
{
    m_list->setCurrentRow(index);
}

const analysis::Finding *FindingsView::chosen() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < static_cast<int>(m_shown.size()) ? &m_shown[static_cast<std::size_t>(row)] : nullptr;
}

void FindingsView::showActions()
{
    const analysis::Finding *finding = chosen();
    m_fix->setVisible(finding && finding->cure);
    m_fix->setToolTip(finding ? QString::fromStdString(finding->fix).toHtmlEscaped() : QString());
    // What the model says about the shape of the design (nothing connected yet) is not to be lived with.
    m_acknowledge->setVisible(finding && !finding->fix.empty());
    m_acknowledge->setText(finding && finding->acknowledged ? tr("Withdraw") : tr("Acknowledge…"));
}

void FindingsView::acknowledge()
{
    const analysis::Finding *finding = chosen();
    if (!finding)
        return;
    if (finding->acknowledged) {
        Q_EMIT editRequested(edits::WithdrawAcknowledgment { finding->rule, finding->subjects });
        return;
    }
    const project::Acknowledgment open { finding->rule, finding->subjects, {} }; // the report may change meanwhile
    bool isGiven = false;
    const QString reason
        = QInputDialog::getText(this, tr("Acknowledge"), tr("Why this may stay:"), QLineEdit::Normal, {}, &isGiven)
              .trimmed();
    if (isGiven && !reason.isEmpty())
        Q_EMIT editRequested(
            edits::AcknowledgeFinding { { open.rule, open.subjects, reason.left(500).toStdString() } });
}

int FindingsView::count() const
{
    return m_list->count();
}

QRect FindingsView::findingRect(int index) const
{
    const QRect rect = m_list->visualItemRect(m_list->item(index));
    return { m_list->viewport()->mapTo(this, rect.topLeft()), rect.size() };
}

void FindingsView::setTheme(const Theme &theme)
{
    m_theme = &theme;
    static_cast<CardDelegate *>(m_list->itemDelegate())->theme = &theme;
    QPalette palette = m_empty->palette();
    palette.setColor(QPalette::WindowText, theme.color(Role::Secondary));
    m_empty->setPalette(palette);
    showCount();
    m_list->viewport()->update();
}

void FindingsView::showCount()
{
    const bool hasErrors = !m_shown.empty() && m_shown.front().severity == analysis::Severity::Error;
    m_count->setVisible(!m_shown.empty());
    m_count->setText(QString::number(m_shown.size()));
    m_count->setStyleSheet(QStringLiteral("background: %1; color: %2; border-radius: 9px; padding: 1px 7px;")
                               .arg(m_theme->color(hasErrors ? Role::CriticalSoft : Role::Window).name(),
                                    m_theme->color(hasErrors ? Role::Critical : Role::Secondary).name()));
    m_empty->setVisible(m_shown.empty());
    m_list->setVisible(!m_shown.empty());
    m_empty->setText(
        m_report
            ? tr("✓ Nothing stands out at %1 users.").arg(QString::fromStdString(reporting::grouped(m_report->users)))
            : tr("Computing…"));
}

void FindingsView::setReport(std::shared_ptr<const analysis::Report> report)
{
    m_report = std::move(report);
    const std::vector<analysis::Finding> next = m_report ? m_report->findings : std::vector<analysis::Finding> {};
    if (next != m_shown) {
        m_shown = next;
        rebuild();
    }
    showCount();
}

void FindingsView::rebuild()
{
    const int scroll = m_list->verticalScrollBar()->value();
    const int current = m_list->currentRow();
    while (m_list->count() > static_cast<int>(m_shown.size()))
        delete m_list->takeItem(m_list->count() - 1);
    for (int i = 0; i < static_cast<int>(m_shown.size()); ++i) {
        const analysis::Finding &finding = m_shown[static_cast<std::size_t>(i)];
        if (i >= m_list->count())
            m_list->addItem(new QListWidgetItem);
        QListWidgetItem *item = m_list->item(i);
        item->setData(TitleRole, QString::fromStdString(finding.title));
        const std::string message = finding.acknowledged
            ? tr("Acknowledged: ").toStdString() + *finding.acknowledged
            : finding.message + (finding.fix.empty() ? "" : " ") + finding.fix;
        item->setData(MessageRole, QString::fromStdString(message));
        item->setData(SeverityRole, static_cast<int>(finding.severity));
        item->setData(SubjectRole,
                      finding.subjects.empty() ? QString() : QString::fromStdString(finding.subjects.front()));
        item->setData(Qt::AccessibleTextRole, QString::fromStdString(finding.title + ". " + message));
    }
    m_list->setCurrentRow(std::min(current, m_list->count() - 1));
    m_list->verticalScrollBar()->setValue(scroll);
    showActions();
}

} // namespace headroom::findings
