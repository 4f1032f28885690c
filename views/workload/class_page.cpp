#include "views/workload/class_page.h"

#include "model/workload/workload.h"
#include "views/language/words.h"
#include "views/numbers/model_words.h"
#include "views/numbers/screen_numbers.h"
#include "views/theme/ink.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <cmath>

namespace headroom::workload_views {

namespace {

using theme::Role;
using theme::Theme;

constexpr double kLargestRatio = 1e6;

catalog::ParameterSpec ratioSpec()
{
    catalog::ParameterSpec spec;
    spec.id = "reads_per_write";
    spec.title = ClassPage::tr("Reads to a write").toStdString();
    spec.unit = "1";
    spec.minimum = 1 / kLargestRatio;
    spec.maximum = kLargestRatio;
    return spec;
}

/// What journeys give each class, else what it states.
std::vector<double> sharesOf(const edits::WorkloadEdits &edits)
{
    if (!edits.journeys().empty())
        return workload::sharesOf(edits.journeys(), edits.classes());
    std::vector<double> shares;
    for (const project::RequestClass &each : edits.classes())
        shares.push_back(each.share);
    return shares;
}

} // namespace

ClassPage::ClassPage(const catalog::Catalog &catalog, QWidget *parent)
    : ListPage(tr("class of requests"), QString(), catalog, parent)
    , m_caption(new QLabel(tr("Reads to a write"), this))
    , m_ratio(new QuantityField(ratioSpec(), this))
    , m_note(new QLabel(this))
{
    m_ratio->setFixedWidth(104);
    m_caption->setFont(Theme::font(12, QFont::DemiBold));
    m_note->setFont(Theme::font(11));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_caption);
    row->addWidget(m_ratio);
    row->addWidget(m_note, 1);
    m_column->insertLayout(0, row);
    connect(m_ratio, &QuantityField::valueStated, this, &ClassPage::stateRatio);
    connect(m_ratio, &QuantityField::errorChanged, this, [this](const QString &error) {
        if (error.isEmpty())
            showNote(m_plainNote, Role::Secondary);
        else
            showNote(QStringLiteral("◆ ") + error, Role::Critical);
    });
}

QString ClassPage::ratioNote() const
{
    return m_note->text();
}

void ClassPage::showNote(const QString &note, Role ink)
{
    m_note->setText(note);
    theme::setInk(m_note, m_theme->color(ink));
}

void ClassPage::stateRatio(std::optional<double> ratio)
{
    if (!ratio)
        return;
    const Edits all(workload(), m_catalog);
    if (const Result<edits::Batch> edit = all.setReadsPerWrite(*ratio); edit)
        Q_EMIT editRequested(*edit);
    else
        showNote(QStringLiteral("◆ ") + screen::modelWords(edit.error()), Role::Critical);
}

void ClassPage::refreshRatio(const Edits &edits)
{
    const double ratio = workload::readsPerWrite(edits.classes(), sharesOf(edits), m_catalog);
    m_ratio->setValue(ratio, ratio);
    m_plainNote = !std::isfinite(ratio) ? tr("Nothing that is asked for counts as a write.")
        : ratio <= 0                    ? tr("Nothing that is asked for counts as a read.")
                     : tr("%1 of requests change something. Another ratio scales what reads and what "
                          "writes in every journey; a session keeps its length.")
                           .arg(text(screen::percent(1 / (1 + ratio))));
    if (m_ratio->error().isEmpty())
        showNote(m_plainNote, Role::Secondary);
}

std::vector<ItemList::Item> ClassPage::itemsOf(const Edits &edits) const
{
    const std::vector<double> shares = sharesOf(edits);
    double sum = 0;
    for (const double each : shares)
        sum += each;
    std::vector<ItemList::Item> items;
    for (std::size_t i = 0; i < edits.classes().size(); ++i) {
        const project::RequestClass &each = edits.classes()[i];
        const QString share = sum > 0 && shares[i] > 0
            ? tr("%1 of requests").arg(text(screen::percent(shares[i] / sum)))
            : tr("not asked for");
        items.push_back({ text(each.id), text(each.name.empty() ? each.id : each.name),
                          (workload::changesState(each, m_catalog) ? tr("%1 · write") : tr("%1 · read")).arg(share) });
    }
    return items;
}

QString ClassPage::undeletable(const Edits &edits) const
{
    return edits.classes().size() == 1 ? tr("The only class: a workload needs one") : QString();
}

QString ClassPage::resetText() const
{
    return workload().classes.empty() ? QString() : tr("Back to the preset’s classes");
}

std::string ClassPage::formKey(const Edits &edits, std::size_t at) const
{
    const project::RequestClass &shown = edits.classes()[at];
    return shown.id + UseTable::unknownIn(shown.uses, m_catalog);
}

ItemForm *ClassPage::makeForm(const Edits &edits, std::size_t at, QWidget *parent)
{
    auto *form = new ClassForm(edits.classes()[at], m_catalog, parent);
    connect(form, &ClassForm::changed, this, [this](const project::RequestClass &changed) {
        request([&](const Edits &all) { return all.changeClass(placeOf(all.classes(), changed.id), changed); });
    });
    return form;
}

void ClassPage::setTheme(const Theme &theme)
{
    ListPage::setTheme(theme);
    theme::setInk(m_caption, theme.color(Role::Text));
    theme::setInk(m_note, theme.color(m_ratio->error().isEmpty() ? Role::Secondary : Role::Critical));
}

} // namespace headroom::workload_views
