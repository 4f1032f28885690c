#include "app/settings/export_choices.h"

#include "app/settings/design_group.h"

#include <QSettings>

#include <algorithm>

namespace headroom::app {

namespace {

/// Calls `visit` with the name and the place of every choice.
template <typename Choices, typename Visit>
void forEachChoice(Choices &choices, Visit visit)
{
    visit("format", choices.format);
    visit("before", choices.before);
    visit("dark", choices.isDark);
    visit("ground", choices.hasGround);
    visit("findings", choices.showsFindings);
    visit("numbers", choices.showsNumbers);
    visit("legend", choices.showsLegend);
    visit("title", choices.showsTitle);
    visit("scale", choices.scale);
    visit("paper", choices.paper);
    visit("one_page", choices.isOnePage);
    visit("holds_design", choices.holdsDesign);
    visit("path", choices.path);
}

} // namespace

pictures::Choices exportChoices(const QString &design)
{
    QSettings settings;
    settings.beginGroup(groupOfDesign(QStringLiteral("export"), design));
    pictures::Choices choices;
    forEachChoice(choices, [&](const char *name, auto &value) {
        const QVariant kept = settings.value(QLatin1String(name), value);
        value = kept.value<std::remove_reference_t<decltype(value)>>();
    });
    const int extent = settings.value(QStringLiteral("extent"), 0).toInt();
    choices.extent
        = static_cast<pictures::Extent>(std::clamp(extent, 0, static_cast<int>(pictures::Extent::Difference)));
    choices.scale = std::clamp(choices.scale, 1, 4);
    choices.paper = std::clamp(choices.paper, 0, 2);
    return choices;
}

void keepExportChoices(const QString &design, const pictures::Choices &choices)
{
    QSettings settings;
    settings.beginGroup(groupOfDesign(QStringLiteral("export"), design));
    forEachChoice(choices, [&](const char *name, const auto &value) { settings.setValue(QLatin1String(name), value); });
    settings.setValue(QStringLiteral("extent"), static_cast<int>(choices.extent));
}

} // namespace headroom::app
