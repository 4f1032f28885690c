#include "app/desktop/desktop_motion.h"
#include "app/language/words.h"
#include "app/shell/docks.h"
#include "app/shell/growth_controls.h"
#include "app/shell/header_bar.h"
#include "app/shell/look.h"
#include "app/shell/main_window.h"
#include "app/shell/toast.h"
#include "views/canvas/canvas_view.h"
#include "views/charts/cost_chart.h"
#include "views/charts/curve_chart.h"
#include "views/charts/latency_chart.h"
#include "views/charts/utilization_chart.h"
#include "views/commands/command_palette.h"
#include "views/findings/findings_view.h"
#include "views/history/history_view.h"
#include "views/inspector/inspector_view.h"
#include "views/notices/notice_bar.h"
#include "views/numbers/screen_units.h"
#include "views/outline/outline_view.h"
#include "views/palette/palette_view.h"
#include "views/preferences/preferences_dialog.h"
#include "views/stages/indicator_strip.h"
#include "views/start/start_page.h"
#include "views/theme/letters.h"
#include "views/tour/tour.h"
#include "views/workload/workload_dialog.h"

namespace headroom::app {

namespace {

using preferences::Choices;

std::vector<preferences::Language> languages()
{
    std::vector<preferences::Language> choices { { {}, MainWindow::tr("As the system") } };
    for (const LanguageName &each : knownLanguages())
        choices.push_back({ each.code, each.name });
    return choices;
}

Choices keptChoices()
{
    return { static_cast<int>(Settings::look()),
             Settings::fontPercent(),
             static_cast<int>(Settings::motion()),
             Settings::showsGrid(),
             Settings::savesByItself(),
             Settings::saveSeconds(),
             Settings::language(),
             Settings::units() };
}

void keep(const Choices &choices)
{
    Settings::setLook(static_cast<LookChoice>(choices.look));
    Settings::setFontPercent(choices.fontPercent);
    Settings::setMotion(static_cast<MotionChoice>(choices.motion));
    Settings::setGrid(choices.showsGrid);
    Settings::setSavesByItself(choices.savesByItself);
    Settings::setSaveSeconds(choices.saveSeconds);
    Settings::setLanguage(choices.language);
    Settings::setUnits(choices.units);
}

} // namespace

void MainWindow::showPreferences(const QString &setting)
{
    const QString language = Settings::language();
    const int letters = Settings::fontPercent();
    preferences::PreferencesDialog dialog(keptChoices(), languages(), this);
    connect(&dialog, &preferences::PreferencesDialog::changed, this, [this](const Choices &choices) {
        keep(choices);
        applyPreferences();
        Q_EMIT preferencesChanged();
    });
    dialog.lead(setting);
    dialog.exec();
    if (Settings::language() != language || Settings::fontPercent() != letters)
        Q_EMIT remakeRequested(); // no sooner: the window and this dialog are made anew
}

void MainWindow::applyPreferences()
{
    theme::setLetterScale(Settings::fontPercent() / 100.0);
    m_actions.applyKeys();
    applyMotion();
    m_actions["grid"]->setChecked(Settings::showsGrid());
    m_selfSave.setInterval(Settings::saveSeconds() * 1000);
    if (Settings::savesByItself() && m_document.isModified())
        m_selfSave.start();
    screen::setUnits(Settings::units());
    m_theme = &themeFor(Settings::look());
    applyTheme();
    if (m_units == screen::units())
        return;
    m_units = screen::units();
    m_runner.again(); // what is written is made from the report
    m_growth->refresh();
}

void MainWindow::applyMotion()
{
    m_actions["motion"]->setChecked(hasMotion());
}

void MainWindow::setLook(LookChoice choice)
{
    Settings::setLook(choice);
    m_theme = &themeFor(choice);
    applyTheme();
}

void MainWindow::applyTheme()
{
    applyLook(*m_theme);
    m_actions.setTheme(*m_theme);
    m_header->setTheme(*m_theme);
    m_palette->setTheme(*m_theme);
    m_strip->setTheme(*m_theme);
    m_canvas->setTheme(*m_theme);
    m_inspector->setTheme(*m_theme);
    for (charts::CurveChart *chart : curveCharts())
        chart->setTheme(*m_theme);
    applyGrowthTheme();
    m_findings->setTheme(*m_theme);
    m_history->setTheme(*m_theme);
    m_outline->setTheme(*m_theme);
    m_notice->setTheme(*m_theme);
    m_start->setTheme(*m_theme);
    m_docks->setTheme(*m_theme);
    if (m_workload)
        m_workload->setTheme(*m_theme);
    m_toast->setTheme(*m_theme);
    m_commands->setTheme(*m_theme);
    m_tour->setTheme(*m_theme);
    const LookChoice choice = Settings::look();
    m_actions["look-system"]->setChecked(choice == LookChoice::System);
    m_actions["look-light"]->setChecked(choice == LookChoice::Light);
    m_actions["look-dark"]->setChecked(choice == LookChoice::Dark);
    m_actions["look-contrast"]->setChecked(choice == LookChoice::Contrast);
}

} // namespace headroom::app
