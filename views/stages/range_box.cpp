#include "views/stages/range_box.h"

#include "views/numbers/screen_numbers.h"
#include "views/stages/wrong_mark.h"
#include "views/theme/letters.h"
#include "views/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::stages {

namespace {

constexpr int kWidth = 320; ///< at usual letters

QString written(double users)
{
    return QString::fromStdString(screen::grouped(users));
}

} // namespace

RangeBox::RangeBox(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_title(new QLabel(this))
    , m_from(new QLineEdit(this))
    , m_to(new QLineEdit(this))
    , m_problem(new QLabel(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Users of the stage"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setFont(theme::Theme::font(13, QFont::DemiBold));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setProperty("problem", true);
    m_problem->hide();
    m_from->setAccessibleName(tr("From so many users"));
    m_to->setAccessibleName(tr("Up to so many users"));
    auto *take = new QPushButton(tr("Set"), this);
    take->setProperty("primary", true);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_from, 1);
    row->addWidget(new QLabel(tr("to"), this));
    row->addWidget(m_to, 1);
    row->addWidget(take);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addLayout(row);
    column->addWidget(m_problem);
    for (QLineEdit *field : { m_from, m_to }) {
        field->setToolTip(tr("Registered users. Type 250k, 1.4M or 1,400,000"));
        connect(field, &QLineEdit::returnPressed, this, &RangeBox::take);
        connect(field, &QLineEdit::textEdited, this, &RangeBox::forgive);
    }
    connect(take, &QPushButton::clicked, this, &RangeBox::take);
}

void RangeBox::open(int stage, const QString &name, double from, double to, const QPoint &below)
{
    m_stage = stage;
    const QFontMetrics metrics(m_title->font());
    m_title->setText(metrics.elidedText(tr("Users of “%1”").arg(name), Qt::ElideRight, theme::scaled(kWidth - 30)));
    m_from->setText(written(from));
    m_to->setText(written(to));
    forgive();
    setFixedWidth(theme::scaled(kWidth));
    fit();
    QPoint corner = below - QPoint(width() / 2, 0);
    if (const QScreen *on = screen()) {
        const QRect area = on->availableGeometry();
        corner.setX(std::clamp(corner.x(), area.left(), std::max(area.left(), area.right() - width())));
    }
    move(corner);
    show();
    m_to->setFocus();
    m_to->selectAll();
}

void RangeBox::forgive()
{
    m_problem->hide();
    for (QLineEdit *field : { m_from, m_to })
        markWrong(field, false);
    fit();
}

/// adjustSize() gives lines that wrap the height that they would have in another width.
void RangeBox::fit()
{
    ensurePolished();
    layout()->activate();
    resize(width(), layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : sizeHint().height());
}

QString RangeBox::problem() const
{
    return m_problem->isHidden() ? QString() : m_problem->text();
}

void RangeBox::take()
{
    double from = 0;
    double to = 0;
    const auto reads = [](const QLineEdit *field, double &users) {
        return screen::parseCompact(field->text().trimmed().toStdString(), users) && users >= 0;
    };
    QString wrong;
    if (!reads(m_from, from) || !reads(m_to, to))
        wrong = tr("◆ Type numbers of users: 250k, 1.4M or 1,400,000.");
    else if (from >= to)
        wrong = tr("◆ The range ends before it begins: make the upper end larger.");
    if (!wrong.isEmpty()) {
        m_problem->setText(wrong);
        m_problem->show();
        markWrong(m_from, !reads(m_from, from));
        markWrong(m_to, !reads(m_to, to) || (reads(m_from, from) && from >= to));
        fit();
        return;
    }
    hide();
    Q_EMIT accepted(m_stage, from, to);
}

} // namespace headroom::stages
