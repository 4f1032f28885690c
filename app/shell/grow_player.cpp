#include "app/shell/grow_player.h"

#include <algorithm>
#include <cmath>

namespace headroom::app {

namespace {

constexpr int kFrame = 16;            ///< ms
constexpr double kDecade = 6;         ///< s
constexpr double kLongestFrame = 0.1; ///< s; what a busy machine lost is not caught up with
constexpr double kStep = 1.0;         ///< s, without motion

} // namespace

GrowPlayer::GrowPlayer(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(kFrame);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        advance(std::min(kLongestFrame, static_cast<double>(m_clock.nsecsElapsed()) * 1e-9));
        m_clock.restart();
    });
}

void GrowPlayer::setStory(std::shared_ptr<const growth::Story> story)
{
    m_story = std::move(story);
}

void GrowPlayer::setMoving(bool isMoving)
{
    m_isMoving = isMoving;
}

std::optional<std::size_t> GrowPlayer::stageFor(double users) const
{
    return m_isOn && m_isMoving && m_story ? m_story->stageAt(users) : std::nullopt;
}

void GrowPlayer::begin()
{
    m_isOn = true;
    m_users = kLeast;
    play(true);
    Q_EMIT moved(m_users);
}

void GrowPlayer::end()
{
    play(false);
    m_isOn = false;
    Q_EMIT played(false);
}

void GrowPlayer::play(bool isOn)
{
    if (isOn == isPlaying())
        return;
    m_waited = 0;
    if (isOn) {
        if (m_users >= kMost)
            m_users = kLeast; // it was played to its end
        m_clock.start();
        m_timer.start();
    } else {
        m_timer.stop();
    }
    Q_EMIT played(isOn);
}

void GrowPlayer::advance(double seconds)
{
    double growing = seconds * m_speed;
    if (!m_hasMotion) {
        m_waited += growing;
        if (m_waited < kStep)
            return;
        growing = m_waited - std::fmod(m_waited, kStep);
        m_waited -= growing;
    }
    m_users = std::min(kMost, m_users * std::pow(10, growing / kDecade));
    const bool isAtEnd = m_users >= kMost;
    Q_EMIT moved(m_users);
    if (isAtEnd)
        play(false);
}

} // namespace headroom::app
