#include "views/stages/stage_stepper.h"

#include "views/numbers/screen_numbers.h"
#include "views/theme/letters.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace headroom::stages {

namespace {

using theme::Role;
using theme::Theme;

constexpr double kMenuWidth = 26;  // of the button at the end
constexpr double kLineHeight = 18; // of the line through the stops
constexpr double kRadius = 9;
constexpr double kCurrentRadius = 11;
constexpr double kWideSlot = 76; // below this only the present stage is labeled

/// With the end of its range.
QString named(const analysis::StageSummary &stage)
{
    return QStringLiteral("%1 · %2").arg(QString::fromStdString(stage.name),
                                         QString::fromStdString(screen::briefNumber(stage.to)));
}

/// A name on one line, or on two where it is too long; the second is empty, or has what does not fit on the first.
std::pair<QString, QString> linesOf(const QString &name, const QFontMetricsF &metrics, double room)
{
    int last = static_cast<int>(name.size()); // of the first line
    while (last > 0 && metrics.horizontalAdvance(name.left(last)) > room) {
        const qsizetype space = name.lastIndexOf(QLatin1Char(' '), last - 1);
        const qsizetype afterHyphen = last > 1 ? name.lastIndexOf(QLatin1Char('-'), last - 2) + 1 : 0;
        last = static_cast<int>(std::max(space, afterHyphen));
    }
    return last > 0 ? std::pair(name.left(last), name.mid(last).trimmed()) : std::pair(name, QString());
}

} // namespace

StageStepper::StageStepper(QWidget *parent)
    : QWidget(parent)
    , m_theme(&Theme::light())
    , m_menu(new QToolButton(this))
{
    m_menu->setText(QStringLiteral("⋯"));
    m_menu->setAutoRaise(true);
    m_menu->setFocusPolicy(Qt::TabFocus);
    m_menu->setToolTip(tr("Add, copy, rename, move or delete stages"));
    m_menu->setAccessibleName(tr("What can be done with the stage"));
    connect(m_menu, &QToolButton::clicked, this,
            [this] { Q_EMIT menuRequested(m_menu->mapToGlobal(QPoint(0, m_menu->height()))); });
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(34 + theme::scaled(22));
    setAccessibleName(tr("Stages"));
}

void StageStepper::setStages(const std::vector<analysis::StageSummary> &stages)
{
    m_stages = stages;
    m_current = std::clamp(m_current, 0, std::max(0, static_cast<int>(stages.size()) - 1));
    update();
}

void StageStepper::setCurrent(int index)
{
    if (index == m_current)
        return;
    m_current = index;
    if (index >= 0 && index < static_cast<int>(m_stages.size()))
        setAccessibleDescription(tr("Stage %1: %2")
                                     .arg(index + 1)
                                     .arg(QString::fromStdString(m_stages[static_cast<std::size_t>(index)].name)));
    update();
}

void StageStepper::setTheme(const Theme &theme)
{
    m_theme = &theme;
    m_menu->setFont(theme::drawnFont(13)); // nor does its button
    setFixedHeight(34 + theme::scaled(22));
    update();
}

double StageStepper::slotWidth() const
{
    return m_stages.empty() ? width() : std::min(150.0, (width() - kMenuWidth) / static_cast<double>(m_stages.size()));
}

QPointF StageStepper::stopPoint(int index) const
{
    const double used = slotWidth() * static_cast<double>(m_stages.size());
    return { (width() - kMenuWidth - used) / 2 + slotWidth() * (index + 0.5), kLineHeight };
}

int StageStepper::stopAt(QPointF position) const
{
    for (int i = 0; i < static_cast<int>(m_stages.size()); ++i)
        if (std::abs(position.x() - stopPoint(i).x()) <= slotWidth() / 2)
            return i;
    return -1;
}

void StageStepper::paintStop(QPainter &painter, int index) const
{
    const QPointF at = stopPoint(index);
    const bool isCurrent = index == m_current;
    const bool isDone = index <= m_current;
    const double radius = isCurrent ? kCurrentRadius : kRadius;
    if (isCurrent || index == m_hovered) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme->color(Role::AccentSoft));
        painter.drawEllipse(at, radius + 4, radius + 4);
    }
    painter.setPen(QPen(isDone ? m_theme->color(Role::Accent) : m_theme->color(Role::CardLine), 1.6));
    painter.setBrush(isDone ? m_theme->color(Role::Accent) : m_theme->color(Role::Panel));
    painter.drawEllipse(at, radius, radius);
    painter.setFont(theme::drawnFont(11, QFont::Bold)); // the stop does not grow
    painter.setPen(isDone ? m_theme->color(Role::OnAccent) : m_theme->color(Role::Secondary));
    painter.drawText(QRectF(at.x() - 12, at.y() - 10, 24, 20), Qt::AlignCenter, QString::number(index + 1));
    if (m_stages[static_cast<std::size_t>(index)].failsInRange) {
        painter.setPen(QPen(m_theme->color(Role::Panel), 1));
        painter.setBrush(m_theme->color(Role::Critical));
        const QPointF badge = at + QPointF(radius - 1, -radius + 1);
        painter.drawPolygon(QPolygonF() << badge + QPointF(0, -5.5) << badge + QPointF(5.5, 0)
                                        << badge + QPointF(0, 5.5) << badge + QPointF(-5.5, 0));
    }
}

/// Where most names would be cut, the present one alone stands there, as a whole; the others are under the pointer.
bool StageStepper::areAllNamed() const
{
    const double room = slotWidth() - 6;
    if (slotWidth() < kWideSlot)
        return false;
    const QFontMetricsF metrics(Theme::font(10, QFont::DemiBold));
    const auto whole = std::count_if(m_stages.begin(), m_stages.end(), [&](const analysis::StageSummary &each) {
        const auto [first, second] = linesOf(QString::fromStdString(each.name), metrics, room);
        return metrics.horizontalAdvance(first) <= room && metrics.horizontalAdvance(second) <= room;
    });
    return 2 * whole >= static_cast<std::ptrdiff_t>(m_stages.size());
}

QRectF StageStepper::labelRect(int index) const
{
    const double room = areAllNamed() ? slotWidth() - 6 : std::min<double>(width() - kMenuWidth, theme::scaled(220));
    const double left = std::clamp(stopPoint(index).x() - room / 2, 0.0, std::max(0.0, width() - kMenuWidth - room));
    return { left, 33, room, static_cast<double>(theme::scaled(22)) };
}

StageStepper::Label StageStepper::labelOf(int index) const
{
    const bool isWide = areAllNamed();
    if (!isWide && index != m_current)
        return {};
    const auto fontOf
        = [&](int size) { return Theme::font(size, index == m_current ? QFont::DemiBold : QFont::Normal); };
    const QString name = QString::fromStdString(m_stages[static_cast<std::size_t>(index)].name);
    const double room = labelRect(index).width();
    const auto cut = [room](const QFont &font, const QString &words) {
        return QFontMetricsF(font).elidedText(words, Qt::ElideRight, room);
    };
    if (!isWide || doNamesFit(true) || doNamesFit(false)) {
        const QFont font = fontOf(11);
        const QString withUsers = named(m_stages[static_cast<std::size_t>(index)]);
        const bool hasRoom = isWide ? doNamesFit(true) : QFontMetricsF(font).horizontalAdvance(withUsers) <= room;
        return { font, { cut(font, hasRoom ? withUsers : name) } };
    }
    const QFont font = fontOf(10);
    const auto [first, second] = linesOf(name, QFontMetricsF(font), room);
    return { font,
             second.isEmpty() ? QStringList { cut(font, first) }
                              : QStringList { cut(font, first), cut(font, second) } };
}

QStringList StageStepper::shownNames() const
{
    QStringList names;
    for (int i = 0; i < static_cast<int>(m_stages.size()); ++i)
        names.append(labelOf(i).lines.join(QLatin1Char(' ')));
    return names;
}

void StageStepper::paintLabel(QPainter &painter, int index) const
{
    const Label label = labelOf(index);
    const QRectF box = labelRect(index);
    painter.setFont(label.font);
    painter.setPen(m_theme->color(index == m_current ? Role::Text : Role::Secondary));
    if (label.lines.size() == 1)
        return painter.drawText(QRectF(box.left(), box.top(), box.width(), theme::scaled(16)), Qt::AlignCenter,
                                label.lines.first());
    const double line = box.height() / 2;
    for (int i = 0; i < label.lines.size(); ++i)
        painter.drawText(QRectF(box.left(), box.top() + i * line - 1, box.width(), line + 2), Qt::AlignCenter,
                         label.lines[i]);
}

bool StageStepper::doNamesFit(bool withUsers) const
{
    const QFontMetricsF metrics(Theme::font(11, QFont::DemiBold));
    return std::all_of(m_stages.begin(), m_stages.end(), [&](const analysis::StageSummary &each) {
        const QString text = withUsers ? named(each) : QString::fromStdString(each.name);
        return metrics.horizontalAdvance(text) <= labelRect(0).width();
    });
}

void StageStepper::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int count = static_cast<int>(m_stages.size());
    for (int i = 0; i + 1 < count; ++i) {
        painter.setPen(QPen(i < m_current ? m_theme->color(Role::Accent) : m_theme->color(Role::Hairline), 2.4));
        painter.drawLine(stopPoint(i), stopPoint(i + 1));
    }
    for (int i = 0; i < count; ++i) {
        paintStop(painter, i);
        paintLabel(painter, i);
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_theme->color(Role::Accent), 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
    }
}

QString StageStepper::toolTipOf(int index) const
{
    const analysis::StageSummary &stage = m_stages[static_cast<std::size_t>(index)];
    QString text = tr("%1\nfor %2 to %3 users")
                       .arg(QString::fromStdString(stage.name), QString::fromStdString(screen::grouped(stage.from)),
                            QString::fromStdString(screen::grouped(stage.to)));
    if (!stage.bottleneckComponent.empty())
        text += tr("\n%1, %2 is full at %3 users")
                    .arg(QString::fromStdString(stage.bottleneckComponent),
                         QString::fromStdString(stage.bottleneckResource),
                         QString::fromStdString(screen::compactNumber(stage.usersAtSaturation)));
    if (stage.failsInRange)
        text += stage.bottleneckComponent.empty() ? tr("\n◆ serves nobody")
                                                  : tr("\n◆ fails before the end of its range");
    return text;
}

bool StageStepper::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_F2 || key == Qt::Key_Delete) { // they mean the stage here, not the selection
            event->accept();
            return true;
        }
    }
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto *help = static_cast<QHelpEvent *>(event);
    const int stop = stopAt(help->pos());
    if (stop >= 0)
        QToolTip::showText(help->globalPos(),
                           QStringLiteral("<p style='white-space:pre'>%1</p>").arg(toolTipOf(stop).toHtmlEscaped()),
                           this);
    return true;
}

void StageStepper::request(int index)
{
    if (index >= 0 && index < static_cast<int>(m_stages.size()) && index != m_current)
        Q_EMIT stageRequested(index);
}

void StageStepper::mouseMoveEvent(QMouseEvent *event)
{
    m_hovered = stopAt(event->position());
    setCursor(m_hovered >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void StageStepper::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        request(stopAt(event->position()));
}

void StageStepper::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

} // namespace headroom::stages
