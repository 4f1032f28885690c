#include "app/cli/patience.h"

#include <csignal>
#include <cstring>

#include <sys/time.h>
#include <unistd.h>

namespace headroom::app {

namespace {

const char *theSentence = nullptr; // read by the handler of a signal, which can be given nothing
volatile std::sig_atomic_t isSaid = 0;

extern "C" void sayMore(int)
{
    const char *text = isSaid ? "." : theSentence;
    if (!text)
        return; // the last one came late
    isSaid = 1;
    if (::write(STDERR_FILENO, text, std::strlen(text)) < 0)
        return; // nobody reads it
}

void setTimer(suseconds_t first, time_t every)
{
    const itimerval timer { { every, 0 }, { 0, first } };
    ::setitimer(ITIMER_REAL, &timer, nullptr);
}

} // namespace

Patience::Patience(const char *sentence)
{
    if (!::isatty(STDERR_FILENO))
        return;
    theSentence = sentence;
    struct sigaction action { };
    action.sa_handler = sayMore;
    action.sa_flags = SA_RESTART;
    if (::sigaction(SIGALRM, &action, nullptr) == 0)
        setTimer(500'000, 1);
}

Patience::~Patience()
{
    if (!theSentence)
        return;
    setTimer(0, 0);
    theSentence = nullptr;
    constexpr char kGone[] = "\r\033[K";
    if (isSaid && ::write(STDERR_FILENO, kGone, sizeof kGone - 1) < 0)
        return;
    isSaid = 0;
}

} // namespace headroom::app
