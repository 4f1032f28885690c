#include "tests/benchmarks/octave.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace headroom::bench {

namespace {

constexpr std::size_t kMostStations = 20000; // of the larger, Octave takes minutes to read the text

void writeRow(std::ostream &out, const char *name, const std::vector<double> &values)
{
    out << name << " = [";
    for (const double value : values)
        out << ' ' << value;
    out << " ];\n";
}

/// What a command prints; empty when it fails.
std::string outputOf(const std::string &command)
{
    std::string text;
    FILE *pipe = popen((command + " 2>/dev/null").c_str(), "r");
    if (!pipe)
        return text;
    char buffer[256];
    while (std::fgets(buffer, sizeof buffer, pipe))
        text += buffer;
    pclose(pipe);
    return text;
}

std::string scriptFor(const PlainLoop &network, double rate)
{
    const std::string path = (std::filesystem::temp_directory_path() / "headroom_bench_qnos.m").string();
    std::ofstream out(path);
    out.precision(17);
    std::vector<double> service, visits, servers, tiers;
    for (std::size_t i = 0; i < network.visits().size(); ++i)
        if (network.services()[i] > 0 && network.visits()[i] > 0) {
            service.push_back(network.services()[i]);
            visits.push_back(network.visits()[i] / network.instances()[i]);
            servers.push_back(network.servers()[i]);
            tiers.push_back(network.visits()[i]);
        }
    out << "pkg load queueing\n";
    writeRow(out, "S", service);
    writeRow(out, "V", visits);
    writeRow(out, "m", servers);
    writeRow(out, "T", tiers);
    out << "rate = " << rate << ";\ntimes = [];\n"
        << "for i = 1:7\n  tic; [U R Q X] = qnos(rate, S, V, m); times(i) = toc * 1000;\nend\n"
        << "printf('%.6f %.15g\\n', median(times), sum(R .* T));\n";
    return path;
}

} // namespace

void compareOctave(const PlainLoop &network, double rate, double core, double response)
{
    if (network.visits().size() > kMostStations) {
        std::printf("        GNU Octave's qnos: not asked beyond %zu stations\n", kMostStations);
        return;
    }
    const std::string path = scriptFor(network, rate);
    const std::string answer = outputOf("octave-cli --no-gui --no-init-file --quiet '" + path + "'");
    std::filesystem::remove(path);
    double milliseconds = 0;
    double other = 0;
    if (std::sscanf(answer.c_str(), "%lf %lf", &milliseconds, &other) != 2) {
        std::printf("        GNU Octave's qnos: not installed (octave, octave-queueing), nothing to compare with\n");
        return;
    }
    std::printf("        GNU Octave's qnos, waiting only, visits given: %.3f ms, %.0f times the engine's core solve; "
                "mean response differs by %.1e\n",
                milliseconds, milliseconds / core, std::abs(other / response - 1));
}

} // namespace headroom::bench
