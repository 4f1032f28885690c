#pragma once

#include "model/growth/story.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace headroom::app {

/// Lets the users of a design grow from a thousand to a hundred million, tenfold every six seconds; knows from the story
/// which stage is in force. Computes nothing about the design, so that a frame costs nothing.
class GrowPlayer final : public QObject {
    Q_OBJECT

public:
    explicit GrowPlayer(QObject *parent = nullptr);

    /// What happens on the way; null: it is not known yet, and the stage stays.
    void setStory(std::shared_ptr<const growth::Story> story);
    [[nodiscard]] const growth::Story *story() const { return m_story.get(); }
    /// Without motion the users go on in steps, a second each.
    void setMotion(bool isOn) { m_hasMotion = isOn; }
    void setSpeed(double speed) { m_speed = speed; }
    [[nodiscard]] double speed() const { return m_speed; }
    /// @param isMoving  stages take over in time; else the present one stays until it dies.
    void setMoving(bool isMoving);
    [[nodiscard]] bool isMoving() const { return m_isMoving; }

    /// Begins with a thousand users, and plays.
    void begin();
    void end();
    void play(bool isOn);
    [[nodiscard]] bool isOn() const { return m_isOn; }
    [[nodiscard]] bool isPlaying() const { return m_timer.isActive(); }
    [[nodiscard]] double users() const { return m_users; }
    /// Goes on from here; somebody moved the users.
    void scrub(double users) { m_users = users; }
    /// The stage in force with so many users; nothing: the present one stays.
    [[nodiscard]] std::optional<std::size_t> stageFor(double users) const;
    /// Lets so much time go by, as the clock does while it plays. @param seconds  ≥ 0
    void advance(double seconds);

    static constexpr double kLeast = 1e3;
    static constexpr double kMost = 1e8;

Q_SIGNALS:
    void moved(double users);
    void played(bool isOn); ///< or paused, or ended

private:
    std::shared_ptr<const growth::Story> m_story;
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_users = kLeast;
    double m_speed = 1;
    double m_waited = 0; ///< s since the last step, without motion
    bool m_isMoving = true;
    bool m_hasMotion = true;
    bool m_isOn = false;
};

} // namespace headroom::app
