#include "views/tour/tour.h"
#include "views/theme/letters.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace headroom::tour {

using theme::Role;
using theme::Theme;

namespace {
constexpr int kWidth = 340;
constexpr int kGap = 14;
} // namespace

/// A frame around the subject that lets every event through.
class Tour::Ring final : public QWidget {
public:
    explicit Ring(QWidget *window)
        : QWidget(window)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        hide();
    }
    QColor color;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(color, 3));
        painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 9, 9);
    }
};

Tour::Tour(QWidget *window)
    : QFrame(window)
    , m_theme(&Theme::light())
    , m_count(new QLabel(this))
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_leave(new QPushButton(tr("Leave"), this))
    , m_back(new QPushButton(tr("Back"), this))
    , m_next(new QPushButton(this))
    , m_ring(new Ring(window))
{
    setObjectName(QStringLiteral("tour"));
    setAccessibleName(tr("Tour"));
    setAutoFillBackground(true);
    for (QLabel *label : { m_count, m_title, m_text })
        label->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_title->setWordWrap(true);
    m_leave->setProperty("flat", true);
    m_back->setProperty("outlined", true);
    m_next->setProperty("primary", true);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_leave);
    buttons->addStretch();
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 14);
    column->setSpacing(8);
    column->addWidget(m_count);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(6);
    column->addLayout(buttons);
    connect(m_leave, &QPushButton::clicked, this, &Tour::leave);
    connect(m_back, &QPushButton::clicked, this, [this] { show(m_step - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] {
        if (m_step + 1 < static_cast<int>(m_steps.size())) {
            show(m_step + 1);
            return;
        }
        leave();
        Q_EMIT finished();
    });
    window->installEventFilter(this);
    hide();
}

void Tour::setTheme(const Theme &theme)
{
    m_theme = &theme;
    setStyleSheet(QStringLiteral("#tour { background: %1; border: 1px solid %2; border-radius: 12px; }")
                      .arg(theme.color(Role::Panel).name(), theme.color(Role::Accent).name()));
    m_count->setFont(Theme::font(11));
    m_title->setFont(Theme::font(15, QFont::DemiBold));
    m_text->setFont(Theme::font(13));
    QPalette faint = m_count->palette();
    faint.setColor(QPalette::WindowText, theme.color(Role::Secondary));
    m_count->setPalette(faint);
    m_ring->color = theme.color(Role::Accent);
}

void Tour::begin(std::vector<Step> steps, int step)
{
    m_steps = std::move(steps);
    if (!m_steps.empty())
        show(std::clamp(step, 0, static_cast<int>(m_steps.size()) - 1));
}

void Tour::show(int step)
{
    m_step = step;
    const Step &present = m_steps[static_cast<std::size_t>(step)];
    const int count = static_cast<int>(m_steps.size());
    m_count->setText(tr("Step %1 of %2").arg(step + 1).arg(count));
    m_title->setText(present.title);
    m_text->setText(present.text);
    m_back->setEnabled(step > 0);
    m_next->setText(step + 1 < count ? tr("Next") : tr("Done"));
    setAccessibleDescription(present.text);
    setVisible(true);
    m_ring->setVisible(present.subject && present.subject->isVisible());
    place();
    m_ring->raise();
    raise();
    m_next->setFocus(Qt::OtherFocusReason);
    Q_EMIT stepShown(step);
}

void Tour::place()
{
    QWidget *window = parentWidget();
    setFixedWidth(std::min(theme::scaled(kWidth), window->width() - 2 * kGap));
    setFixedHeight(heightForWidth(width()) > 0 ? heightForWidth(width()) : sizeHint().height());
    const QWidget *subject = m_steps[static_cast<std::size_t>(m_step)].subject;
    QRect around(window->rect().center(), QSize());
    if (subject && subject->isVisible())
        around = QRect(subject->mapTo(window, QPoint()), subject->size());
    m_ring->setGeometry(around.adjusted(-3, -3, 3, 3));
    // Below or above the subject where there is room, which covers the least, then beside it, else over it.
    const QPoint center = around.center();
    QPoint at(center.x() - width() / 2, center.y() - height() / 2);
    if (around.bottom() + kGap + height() < window->height())
        at = { center.x() - width() / 2, around.bottom() + kGap };
    else if (around.top() - kGap - height() > 0)
        at = { center.x() - width() / 2, around.top() - kGap - height() };
    else if (around.right() + kGap + width() < window->width())
        at = { around.right() + kGap, center.y() - height() / 2 };
    else if (around.left() - kGap - width() > 0)
        at = { around.left() - kGap - width(), center.y() - height() / 2 };
    move(std::clamp(at.x(), kGap, std::max(kGap, window->width() - width() - kGap)),
         std::clamp(at.y(), kGap, std::max(kGap, window->height() - height() - kGap)));
}

void Tour::leave()
{
    hide();
    m_ring->hide();
    parentWidget()->setFocus();
}

void Tour::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        leave();
    else
        QFrame::keyPressEvent(event);
}

bool Tour::eventFilter(QObject *object, QEvent *event)
{
    if (object == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(object, event);
}

} // namespace headroom::tour
