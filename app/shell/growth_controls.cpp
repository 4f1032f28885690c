#include "app/shell/growth_controls.h"

#include "app/desktop/desktop_motion.h"
#include "app/settings/settings.h"
#include "app/shell/actions.h"
#include "app/shell/growth_words.h"
#include "views/charts/stage_map.h"
#include "views/stages/grow_bar.h"
#include "views/stages/reach_bar.h"
#include "views/stages/stage_stepper.h"

#include <QToolButton>

#include <utility>

namespace headroom::app {

namespace {

constexpr int kTellEvery = 250; ///< ms: how often panels that cost time are told while users grow

} // namespace

GrowthControls::GrowthControls(Actions &actions, Document &document, Views views, Host host, QWidget *window)
    : QObject(window)
    , m_actions(actions)
    , m_document(document)
    , m_views(views)
    , m_host(std::move(host))
    , m_window(window)
    , m_escape(new QShortcut(Qt::Key_Escape, window))
{
    const auto remembered = [this](const char *id, bool isOn, auto keep) {
        m_actions[id]->setChecked(isOn);
        connect(m_actions[id], &QAction::toggled, this, keep);
    };
    remembered("follow-users", Settings::followsUsers(), [this](bool isOn) {
        Settings::setFollowsUsers(isOn);
        if (isOn)
            follow(m_host.users());
    });
    remembered("reach-later", Settings::reachesLater(), [this](bool isOn) {
        Settings::setReachesLater(isOn);
        showReach();
    });
    connect(m_views.reach, &stages::ReachBar::offRequested, m_actions["reach-later"], &QAction::toggle);
    connect(m_views.map, &charts::StageMap::chosen, this, [this](int stage, double users) {
        m_host.showStage(stage);
        if (users < m_host.users() || users > m_host.users())
            m_host.setUsers(users);
    });
    wireEditing();
    wireStepper();
    wireGrow();
}

edits::LaterEdit GrowthControls::widened(const edits::Edit &edit) const
{
    if (!m_actions["reach-later"]->isChecked())
        return { edit, {} };
    return edits::reachLater(edit, project(), m_document.catalog());
}

void GrowthControls::tell(const edits::LaterEdit &done)
{
    if (const QString skipped = skippedText(done); !skipped.isEmpty())
        m_host.say(skipped);
}

void GrowthControls::follow(double users)
{
    if (std::exchange(m_isFollowing, true))
        return;
    m_player.scrub(users);
    std::optional<std::size_t> wanted = m_player.stageFor(users);
    if (!wanted && !m_player.isOn() && m_actions["follow-users"]->isChecked() && stage() < project().stages.size())
        wanted = growth::stageForUsers(project(), users, stage());
    if (wanted && *wanted < project().stages.size())
        m_host.showStage(static_cast<int>(*wanted));
    m_views.map->setUsers(users);
    comment();
    m_isFollowing = false;
}

void GrowthControls::refresh()
{
    const std::size_t count = project().stages.size();
    m_actions["stage-left"]->setEnabled(stage() > 0);
    m_actions["stage-right"]->setEnabled(stage() + 1 < count);
    m_actions["stage-delete"]->setEnabled(count > 1);
    m_views.map->setCurrent(m_host.stage());
    showReach();
    comment();
}

void GrowthControls::reset()
{
    m_player.setStory(nullptr);
    m_views.map->setStages({});
    m_actions["grow"]->setChecked(false);
}

void GrowthControls::setMap(const std::shared_ptr<const growth::StageMap> &map)
{
    m_views.map->setStages(barsOf(*map));
    m_views.map->setCurrent(m_host.stage());
    m_player.setStory(std::make_shared<growth::Story>(growth::storyOf(*map)));
    comment();
}

/// Which later stages the next edit reaches, and what of the selection they lack.
void GrowthControls::showReach()
{
    std::vector<std::size_t> later;
    for (std::size_t i = stage() + 1; i < project().stages.size(); ++i)
        later.push_back(i);
    const bool isOn = m_actions["reach-later"]->isChecked() && !later.empty();
    m_views.reach->setVisible(isOn);
    if (!isOn)
        return;
    const project::Stage &here = *project().stages[stage()];
    QString except;
    for (const std::string &id : m_host.selection()) {
        const project::Component *component = here.findComponent(id);
        std::vector<std::size_t> without;
        for (const std::size_t i : later)
            if (component && !project().stages[i]->findComponent(id))
                without.push_back(i);
        if (without.empty())
            continue;
        except = tr("%1 is not in %2")
                     .arg(QString::fromStdString(component->name),
                          tr("stage %1").arg(QString::fromStdString(edits::stageNumbers(without))));
        break;
    }
    m_views.reach->say(QString::fromStdString(edits::stageNumbers(later)), static_cast<int>(later.size()), except);
}

void GrowthControls::wireGrow()
{
    stages::GrowBar *bar = m_views.grow;
    m_escape->setEnabled(false);
    m_player.setMotion(hasMotion());
    connect(m_actions["motion"], &QAction::toggled, &m_player, &GrowPlayer::setMotion);
    connect(m_actions["grow"], &QAction::toggled, this, [this, bar](bool isOn) {
        bar->setVisible(isOn);
        if (isOn) {
            m_player.begin();
            bar->playButton()->setFocus();
        } else {
            m_player.end();
        }
        m_escape->setEnabled(isOn && !m_actions["present"]->isChecked());
    });
    connect(m_actions["present"], &QAction::toggled, this,
            [this](bool isOn) { m_escape->setEnabled(!isOn && m_actions["grow"]->isChecked()); });
    connect(m_escape, &QShortcut::activated, this, [this] { m_actions["grow"]->setChecked(false); });
    const auto toggle = [this] {
        if (!m_player.isOn())
            m_actions["grow"]->setChecked(true);
        else
            m_player.play(!m_player.isPlaying());
    };
    connect(m_actions["grow-pause"], &QAction::triggered, this, toggle);
    connect(bar, &stages::GrowBar::playRequested, this, toggle);
    connect(bar, &stages::GrowBar::restartRequested, &m_player, &GrowPlayer::begin);
    connect(bar, &stages::GrowBar::closeRequested, this, [this] { m_actions["grow"]->setChecked(false); });
    connect(bar, &stages::GrowBar::speedRequested, &m_player, &GrowPlayer::setSpeed);
    const auto choose = [this, bar](bool isMoving) {
        m_player.setMoving(isMoving);
        bar->setMoving(isMoving);
        if (m_player.isOn())
            m_host.setUsers(m_player.users());
    };
    connect(bar, &stages::GrowBar::wayRequested, this,
            [this](bool isMoving) { m_actions["grow-stay"]->setChecked(!isMoving); });
    connect(m_actions["grow-stay"], &QAction::toggled, this, [choose](bool stays) { choose(!stays); });
    connect(&m_player, &GrowPlayer::moved, this, [this](double users) { m_host.setUsers(users); });
    connect(&m_player, &GrowPlayer::played, this, [this, bar](bool isOn) {
        bar->setPlaying(isOn);
        Q_EMIT hurryChanged(isOn);
    });
}

void GrowthControls::comment()
{
    if (!m_player.isOn())
        return;
    if (!m_player.story())
        return m_views.grow->say(tr("The growth of this design is being computed…"), theme::Role::Secondary);
    const Remark remark = remarkOn(*m_player.story(), project(), stage(), m_player.users(), m_player.isMoving());
    m_views.grow->say(remark.text, remark.role);
}

bool GrowthControls::isHurried()
{
    if (!m_player.isPlaying())
        return false;
    if (m_sinceTold.isValid() && m_sinceTold.elapsed() < kTellEvery)
        return true;
    m_sinceTold.start();
    return false;
}

} // namespace headroom::app
