#include "views/growth/range_list.h"

#include "model/edits/growth_checks.h"
#include "views/growth/page_parts.h"
#include "views/numbers/model_words.h"
#include "views/numbers/screen_numbers.h"
#include "views/theme/letters.h"
#include "views/workload/quantity_field.h"

#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace headroom::growth_views {

using growth::InputRange;
using theme::Role;
using theme::Theme;
using workload_views::QuantityField;

namespace {

/// A bound is a value of the input, or a factor of the value that holds.
catalog::ParameterSpec specOf(const InputRange *input, const project::Uncertainty &stated, const QString &title)
{
    catalog::ParameterSpec spec;
    spec.title = title.toStdString();
    spec.unit = "1";
    spec.maximum = edits::kLargestBound;
    if (input && !stated.isRelative && !input->isGone) {
        spec.unit = input->unit;
        spec.display = input->display;
        spec.minimum = input->minimum;
        spec.maximum = input->maximum;
        spec.whole = input->isWhole;
    }
    return spec;
}

/// What the factors of a relative range come to in the present stage; empty: the bounds are values themselves.
QString meaningOf(const InputRange &input)
{
    const auto text
        = [&](double value) { return QString::fromStdString(screen::shortQuantity(value, input.unit, input.display)); };
    if (input.isGone)
        return RangeList::tr("not in this design any more");
    if (input.isFactor())
        return RangeList::tr("× what it is");
    if (!input.given.isRelative)
        return {};
    return RangeList::tr("× %1: %2 to %3").arg(text(input.base), text(input.low), text(input.high));
}

/// In a menu, where "&" would mark a key.
QString literal(QString text)
{
    return text.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace

RangeList::RangeList(QWidget *parent)
    : QWidget(parent)
    , m_theme(&Theme::light())
    , m_grid(new QGridLayout)
    , m_add(new QToolButton(this))
    , m_error(new QLabel(this))
    , m_empty(new QLabel(tr("Nothing is stated as uncertain yet. Add an input, and give it a range."), this))
{
    m_add->setText(tr("Add an input"));
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_add->setFocusPolicy(Qt::StrongFocus);
    m_add->setMenu(new QMenu(m_add));
    connect(m_add->menu(), &QMenu::aboutToShow, this, &RangeList::fillMenu);
    for (QLabel *each : { m_error, m_empty }) {
        each->setWordWrap(true);
        each->setTextFormat(Qt::PlainText);
    }
    m_error->hide();
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(4);
    m_grid->setVerticalSpacing(3);
    m_grid->setColumnStretch(0, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(6, 4, 6, 4);
    column->addWidget(m_empty);
    column->addLayout(m_grid);
    column->addWidget(m_error);
    column->addWidget(m_add, 0, Qt::AlignLeft);
    column->addStretch(1);
}

void RangeList::setTheme(const Theme &theme)
{
    m_theme = &theme;
    for (QLabel *each : findChildren<QLabel *>())
        each->setFont(Theme::font(12));
    m_add->setFont(Theme::font(12));
    for (const Row &row : m_rows)
        quieten(row.meaning);
    color(m_error, theme, Role::Critical);
}

void RangeList::setRanges(const std::vector<InputRange> &inputs, const std::vector<project::Uncertainty> &stated,
                          std::vector<growth::InputGroup> choices)
{
    m_choices = std::move(choices);
    m_add->setEnabled(stated.size() < edits::kMaximumUncertainties);
    const bool areSameRows = stated.size() == m_stated.size() && inputs.size() == m_inputs.size()
        && std::equal(stated.begin(), stated.end(), m_stated.begin(),
                      [](const auto &a, const auto &b) {
                          return a.element == b.element && a.parameter == b.parameter && a.isRelative == b.isRelative;
                      })
        && std::equal(inputs.begin(), inputs.end(), m_inputs.begin(),
                      [](const auto &a, const auto &b) { return a.isGone == b.isGone; });
    m_stated = stated;
    m_inputs = inputs;
    m_empty->setVisible(stated.empty());
    say(QString());
    if (!areSameRows) {
        const std::optional<Place> keys = placeOfKeys();
        for (const Row &row : m_rows)
            for (QWidget *each : row.all()) {
                each->hide();
                each->deleteLater();
            }
        m_rows.clear();
        for (std::size_t i = 0; i < stated.size(); ++i)
            addRow(inputs.size() == stated.size() ? &inputs[i] : nullptr, stated[i]);
        if (keys && m_rows.empty())
            m_add->setFocus(Qt::OtherFocusReason);
        else if (keys)
            m_rows[std::min(keys->row, m_rows.size() - 1)].all()[keys->part]->setFocus(Qt::OtherFocusReason);
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const QString meaning = inputs.size() == m_rows.size() ? meaningOf(inputs[i]) : QString();
        m_rows[i].meaning->setText(meaning);
        m_rows[i].meaning->setVisible(!meaning.isEmpty());
        m_rows[i].low->setValue(stated[i].low, stated[i].low);
        m_rows[i].high->setValue(stated[i].high, stated[i].high);
    }
}

void RangeList::addRow(const InputRange *input, const project::Uncertainty &stated)
{
    const std::size_t at = m_rows.size();
    const QString title = input ? screen::modelWords(input->title) : QString::fromStdString(stated.parameter);
    Row row {};
    row.title = new QLabel(title, this);
    row.title->setTextFormat(Qt::PlainText);
    row.title->setWordWrap(true);
    row.title->setFont(Theme::font(12));
    row.meaning = new QLabel(this);
    row.meaning->setTextFormat(Qt::PlainText);
    row.meaning->setWordWrap(true);
    quieten(row.meaning);
    if (input && !input->isFactor() && !input->isGone)
        row.title->setToolTip(
            tr("now %1").arg(QString::fromStdString(screen::shortQuantity(input->base, input->unit, input->display))));
    row.low = new QuantityField(specOf(input, stated, tr("%1, at least").arg(title)), this);
    row.high = new QuantityField(specOf(input, stated, tr("%1, at most").arg(title)), this);
    row.remove = new QToolButton(this);
    row.remove->setText(QStringLiteral("×"));
    row.remove->setAutoRaise(true);
    row.remove->setFocusPolicy(Qt::TabFocus);
    row.remove->setAccessibleName(tr("“%1” is certain").arg(title));
    row.remove->setToolTip(tr("Take it for certain"));
    for (QuantityField *field : { row.low, row.high }) {
        field->setFixedWidth(theme::scaled(78));
        connect(field, &QuantityField::valueStated, this,
                [this, at, isLow = field == row.low](const std::optional<double> &value) {
                    if (value)
                        state(at, isLow, *value);
                });
        connect(field, &QuantityField::errorChanged, this, &RangeList::say);
    }
    connect(row.remove, &QToolButton::clicked, this, [this, at] {
        std::vector<project::Uncertainty> left = m_stated;
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
        Q_EMIT rangesStated(left);
    });
    const int line = static_cast<int>(at);
    row.text = new QWidget(this);
    auto *text = new QVBoxLayout(row.text);
    text->setContentsMargins(0, 0, 0, 0);
    text->setSpacing(0);
    text->addWidget(row.title);
    text->addWidget(row.meaning);
    m_grid->addWidget(row.text, line, 0);
    m_grid->addWidget(row.low, line, 1);
    m_grid->addWidget(row.high, line, 2);
    m_grid->addWidget(row.remove, line, 3);
    m_rows.push_back(row);
    for (QWidget *each : row.all())
        each->show();
}

void RangeList::state(std::size_t row, bool isLow, double value)
{
    std::vector<project::Uncertainty> ranges = m_stated;
    (isLow ? ranges[row].low : ranges[row].high) = value;
    if (const std::optional<Error> problem = edits::wrongUncertainty(ranges[row]))
        return say(screen::modelWords(*problem));
    say(QString());
    Q_EMIT rangesStated(ranges);
}

void RangeList::edit(std::size_t row)
{
    if (row < m_rows.size()) {
        m_rows[row].low->setFocus();
        m_rows[row].low->selectAll();
    }
}

/// What stands in a place is listed under it, and connections apart: a design has more of both than a screen has rows.
void RangeList::fillMenu()
{
    for (QMenu *old : m_add->menu()->findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly))
        old->deleteLater();
    m_add->menu()->clear();
    std::map<std::string, QMenu *> places { { {}, m_add->menu() } };
    std::map<std::string, QMenu *> connections;
    const auto within
        = [](std::map<std::string, QMenu *> &menus, const std::string &place, QMenu *in, const QString &title) {
              QMenu *&menu = menus[place];
              if (!menu)
                  menu = in->addMenu(title);
              return menu;
          };
    for (const growth::InputGroup &group : m_choices) {
        const bool isPlace = std::any_of(m_choices.begin(), m_choices.end(), [&](const growth::InputGroup &each) {
            return !group.title.empty() && each.place == group.title;
        });
        const std::string &place = isPlace ? group.title : group.place;
        QMenu *menu = within(places, place, m_add->menu(), literal(QString::fromStdString(place)));
        if (group.isConnection)
            menu = within(connections, group.place, menu, tr("Connections"));
        QMenu *of = menu->addMenu(literal(screen::modelWords(group.title)));
        for (const growth::InputChoice &choice : group.choices)
            connect(of->addAction(literal(screen::modelWords(choice.title))), &QAction::triggered, this,
                    [this, proposed = choice.proposed] {
                        std::vector<project::Uncertainty> more = m_stated;
                        more.push_back(proposed);
                        Q_EMIT rangesStated(more);
                    });
    }
}

/// Rows that are built anew would hand the keys on to anything in the window.
std::optional<RangeList::Place> RangeList::placeOfKeys() const
{
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        const std::vector<QWidget *> parts = m_rows[row].all();
        for (std::size_t part = 0; part < parts.size(); ++part)
            if (parts[part]->hasFocus())
                return Place { row, part };
    }
    return std::nullopt;
}

std::vector<QWidget *> RangeList::Row::all() const
{
    return { text, low, high, remove };
}

void RangeList::quieten(QLabel *meaning) const
{
    color(meaning, *m_theme, Role::Secondary);
    meaning->setFont(Theme::font(11));
}

QString RangeList::meaning(std::size_t row) const
{
    return m_rows[row].meaning->text();
}

QString RangeList::error() const
{
    return m_error->text();
}

void RangeList::say(const QString &error)
{
    sayInForm(m_error, error);
}

} // namespace headroom::growth_views
