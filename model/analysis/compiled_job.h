#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace headroom::analysis {

/// A straight line in registered users.
struct Line {
    double base = 0;
    double perUser = 0;
    [[nodiscard]] double at(double users) const { return base + perUser * users; }
    [[nodiscard]] bool exists() const { return base > 0 || perUser > 0; }
    Line &operator+=(const Line &other)
    {
        base += other.base;
        perUser += other.perUser;
        return *this;
    }
    friend Line operator+(Line a, const Line &b) { return a += b; }
    friend Line operator*(const Line &a, double factor) { return { a.base * factor, a.perUser * factor }; }
};

/// Items of a job per second.
struct JobRates {
    Line peak;    ///< in the users' peak hour
    Line mean;    ///< of the day
    Line highest; ///< when most come
};

/// What all jobs bring to one component, all of its instances together; per second. Loads at the hour it is judged at.
struct JobLoad {
    /// Work done here: an operation, s of the reference core each time, times per second.
    struct Served {
        std::size_t operation = 0;
        double time = 0;
        Line rate;
        Line meanRate; ///< daily mean
    };
    std::vector<Served> served;
    std::vector<Line> arrivals;     ///< per operation
    std::vector<Line> meanArrivals; ///< per operation, daily mean
    Line visits;                    ///< station visits
    Line work;                      ///< s per second
    Line meanWork;                  ///< the same, daily mean
    Line copiedVisits;              ///< replayed by each replica of a partition
    Line copiedWork;
    Line squares;        ///< mean services squared, s² per second
    Line copiedSquares;  ///< likewise, of copiedWork
    Line requests;       ///< everything that comes in, copies left out, at the busiest moment
    Line meanBytesIn;    ///< daily mean, answered here
    Line meanBytesAsked; ///< daily mean, sent here to ask
    Line meanBytesOut;   ///< answered past caches
    Line received;       ///< B/s, of all connections from and to other machines, copies left out
    Line sent;
    Line receivedCopies; ///< B/s, by each replica of a partition
    Line meanMessages;   ///< items that it holds though their work passes it by; per second, daily mean
    Line meanDelivered;  ///< visits that it hands on, with those; likewise
    Line held;           ///< threads that are held, by all instances together
    Line entering;       ///< visits that come in over connections
    /// s after midnight, where no user comes and all its work is highest then; none: every job counts when it is.
    std::optional<double> busiest = {};
};

/// What all jobs send over one connection.
struct JobCalls {
    Line rate;         ///< 1/s, peak hour of the users, or of the jobs where users send nothing
    Line bytes;        ///< B/s both ways, likewise
    Line requestBytes; ///< B/s of them that go with the calls
    Line meanBytes;    ///< B/s both ways, daily mean
    Line calls;        ///< 1/s whose caller waits, at the hour the caller is judged at
    Line held;         ///< pooled connections that they hold, likewise
};

/// One item of a job at one component.
struct JobStop {
    int component = -1;
    double visits = 0;          ///< station visits
    std::vector<double> demand; ///< per resource, in its unit times seconds
    std::vector<double> asks;   ///< per resource: how often one is asked for, of threads and pooled connections
};

/// Background work without its users. Source: domain spec 1.2, 1.3.
struct CompiledJob {
    std::string id;
    std::string name;
    bool isBatch = true;
    Line items;                 ///< of one run; of an event: of a day
    Line flat;                  ///< items/s, the same all day long
    Line shaped;                ///< items/s in the users' peak hour; follows their day
    Line windowed;              ///< items/s while a window is open
    std::vector<double> begins; ///< s after midnight at which windows open
    double window = 0;          ///< s that they stay open
    double deadline = 0;        ///< s; 0: none
    int entry = -1;             ///< component; −1: it enters nowhere
    bool isServed = true;       ///< all of its operations are done somewhere
    std::vector<JobStop> stops; ///< those with work, in the order of the stage
};

} // namespace headroom::analysis
