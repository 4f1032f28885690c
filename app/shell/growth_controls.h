#pragma once

#include "app/document/document.h"
#include "app/shell/grow_player.h"
#include "model/edits/later_stages.h"

#include <QElapsedTimer>
#include <QObject>
#include <QShortcut>

#include <functional>
#include <memory>

namespace headroom::stages {
class GrowBar;
class ReachBar;
class StageStepper;
} // namespace headroom::stages
namespace headroom::charts {
class StageMap;
}

namespace headroom::app {

class Actions;

/// Everything about the row of stages that is done in the window: editing it, edits that reach later stages, the stage
/// that follows the users, and their growth.
class GrowthControls final : public QObject {
    Q_OBJECT

public:
    /// What it needs of the window around it.
    struct Host {
        std::function<int()> stage;
        std::function<double()> users;
        std::function<std::vector<std::string>()> selection;
        std::function<void(int)> showStage;
        std::function<void(double)> setUsers;
        std::function<void(const edits::Edit &)> perform;
        std::function<void(const QString &)> say;
    };
    struct Views {
        stages::StageStepper *stepper;
        stages::ReachBar *reach;
        stages::GrowBar *grow;
        charts::StageMap *map;
    };
    GrowthControls(Actions &actions, Document &document, Views views, Host host, QWidget *window);

    /// The edit with what it does to later stages when it shall reach them.
    [[nodiscard]] edits::LaterEdit widened(const edits::Edit &edit) const;
    /// Says what an edit that was done left out.
    void tell(const edits::LaterEdit &done);
    /// The users are others now: shows the stage that goes with them.
    void follow(double users);
    /// Another snapshot, stage or selection is shown.
    void refresh();
    /// Another design is open.
    void reset();
    void setMap(const std::shared_ptr<const growth::StageMap> &map);
    [[nodiscard]] GrowPlayer &player() { return m_player; }
    /// Whether what costs time may be told later, because users grow just now.
    [[nodiscard]] bool isHurried();

Q_SIGNALS:
    void hurryChanged(bool isOn);

private:
    void wireEditing();
    void wireStepper();
    void wireGrow();
    void fillTemplates();
    void add(const edits::AddStage &stage);
    void moveStage(int from, int to);
    void removeStage(int stage);
    void showReach();
    void comment();
    [[nodiscard]] std::size_t stage() const { return static_cast<std::size_t>(m_host.stage()); }
    [[nodiscard]] const project::Project &project() const { return *m_document.snapshot(); }

    Actions &m_actions;
    Document &m_document;
    Views m_views;
    Host m_host;
    QWidget *m_window;
    GrowPlayer m_player;
    QShortcut *m_escape;
    QElapsedTimer m_sinceTold;
    bool m_hasTemplates = false;
    bool m_isFollowing = false; ///< just now; showing a stage asks again
};

} // namespace headroom::app
