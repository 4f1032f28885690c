#include "views/growth/cheapest_form.h"

#include "views/growth/page_parts.h"
#include "views/numbers/availability.h"
#include "views/numbers/screen_numbers.h"
#include "views/theme/letters.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>

namespace headroom::growth_views {

using theme::Role;
using theme::Theme;

namespace {

void markWrong(QLineEdit &field, bool isWrong)
{
    if (field.property("wrong").toBool() == isWrong)
        return;
    field.setProperty("wrong", isWrong);
    field.style()->unpolish(&field);
    field.style()->polish(&field);
}

} // namespace

CheapestForm::CheapestForm(QWidget *parent)
    : QWidget(parent)
    , m_users(new QLineEdit(this))
    , m_latency(new QLineEdit(this))
    , m_availability(new QLineEdit(this))
    , m_budget(new QLineEdit(this))
    , m_scope(new QComboBox(this))
    , m_search(new QPushButton(tr("Search"), this))
    , m_progress(new QProgressBar(this))
    , m_error(new QLabel(this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(6, 4, 6, 4);
    grid->setVerticalSpacing(4);
    grid->setHorizontalSpacing(8);
    grid->setColumnStretch(1, 1);
    const auto row = [&](const QString &title, QWidget *field, const QString &name, const QString &tip) {
        auto *label = new QLabel(title, this);
        label->setBuddy(field);
        field->setAccessibleName(name);
        field->setToolTip(tip);
        const int at = grid->rowCount();
        grid->addWidget(label, at, 0);
        grid->addWidget(field, at, 1);
        if (auto *line = qobject_cast<QLineEdit *>(field)) {
            line->setAlignment(Qt::AlignRight);
            line->setMaxLength(40);
            connect(line, &QLineEdit::returnPressed, m_search, &QPushButton::click);
            connect(line, &QLineEdit::textEdited, this, [this, line] {
                markWrong(*line, false);
                say(QString());
            });
        }
    };
    row(tr("Users"), m_users, tr("Registered users to carry"), tr("Registered users to carry, like 2M"));
    row(tr("p99 at most"), m_latency, tr("p99 at most"), tr("Server time of all requests together; empty: any"));
    row(tr("Available"), m_availability, tr("Availability at least"),
        tr("Of reads; empty: what the design's tier of criticality asks; 0: any"));
    row(tr("Budget a month"), m_budget, tr("Budget a month"), tr("At most; empty: none"));
    row(tr("Search in"), m_scope, tr("Stages that are searched"),
        tr("Whether the stage shown is sized, or all stages are"));
    connect(m_users, &QLineEdit::textEdited, this, [this] { m_isTyped = true; });
    m_latency->setPlaceholderText(tr("any, like 300 ms"));
    m_budget->setPlaceholderText(tr("none, like 5,000"));
    m_scope->addItems({ tr("this stage"), tr("all stages") });
    m_search->setProperty("primary", true);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("How far the search is"));
    m_progress->hide();
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->hide();
    for (QWidget *each :
         { static_cast<QWidget *>(m_error), static_cast<QWidget *>(m_search), static_cast<QWidget *>(m_progress) })
        grid->addWidget(each, grid->rowCount(), 0, 1, 2);
    grid->setRowStretch(grid->rowCount(), 1);
    connect(m_search, &QPushButton::clicked, this, [this] {
        if (m_isRunning)
            Q_EMIT stopRequested();
        else
            Q_EMIT searchRequested();
    });
}

void CheapestForm::setTheme(const Theme &theme)
{
    for (QWidget *each : findChildren<QWidget *>())
        each->setFont(Theme::font(12));
    color(m_error, theme, Role::Critical);
}

void CheapestForm::proposeUsers(double users)
{
    if (!m_isTyped)
        m_users->setText(QString::fromStdString(screen::grouped(users)));
}

void CheapestForm::setTier(double target, const QString &tier)
{
    m_availability->setPlaceholderText(QStringLiteral("%1 (%2)").arg(screen::availability(target), tier));
}

void CheapestForm::setProgress(std::optional<double> share)
{
    m_isRunning = share.has_value();
    m_search->setText(m_isRunning ? tr("Stop") : tr("Search"));
    m_progress->setVisible(m_isRunning);
    m_progress->setValue(static_cast<int>(share.value_or(0) * 1000));
}

bool CheapestForm::isForAllStages() const
{
    return m_scope->currentIndex() == 1;
}

QString CheapestForm::error() const
{
    return m_error->text();
}

void CheapestForm::say(const QString &error)
{
    sayInForm(m_error, error);
}

bool CheapestForm::read(QLineEdit *field, const char *unit, const char *display, double least, double most,
                        std::optional<double> &value, const QString &example)
{
    QString text = field->text().trimmed();
    text.remove(QString::fromStdString(screen::currencySign("USD")).trimmed()).remove(QLatin1Char('$'));
    double number = 0;
    const bool isFine = text.isEmpty()
        || (screen::parseQuantity(text.toStdString(), unit, display, number) && number >= least && number <= most);
    markWrong(*field, !isFine);
    if (!isFine) {
        say(tr("%1: “%2” makes no sense here. Write for example %3.")
                .arg(field->accessibleName(), text.left(30), example));
        field->setFocus();
        return false;
    }
    if (!text.isEmpty())
        value = number;
    return true;
}

std::optional<growth::Goal> CheapestForm::goal()
{
    growth::Goal goal;
    std::optional<double> users;
    say(QString());
    if (!read(m_users, "1", "", 1, 1e12, users, QStringLiteral("2M"))
        || !read(m_latency, "s", "ms", 1e-4, 3600, goal.p99, QStringLiteral("300 ms"))
        || !read(m_availability, "1", "%", 0, 0.999999999, goal.availability, QStringLiteral("99.9 %"))
        || !read(m_budget, "1", "", 0, 1e15, goal.budget, QStringLiteral("5,000")))
        return std::nullopt;
    if (!users) {
        say(tr("Say how many users have to be carried."));
        m_users->setFocus();
        return std::nullopt;
    }
    goal.users = *users;
    return goal;
}

} // namespace headroom::growth_views
